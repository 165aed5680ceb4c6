package org.bitacora.app.pages;

import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.context.IWebContext;
import org.thymeleaf.dialect.AbstractDialect;
import org.thymeleaf.dialect.IExpressionObjectDialect;
import org.thymeleaf.expression.IExpressionObjectFactory;

/**
 * What every template may use besides its own model, error pages included: {@code #words}, {@code #frame}, {@code #languages} and
 * {@code #markdown}. Objects rather than model attributes, since a model is not always made by a controller of ours.
 */
final class PageObjects extends AbstractDialect implements IExpressionObjectDialect, IExpressionObjectFactory {
    private static final Set<String> NAMES = Set.of("words", "frame", "languages", "markdown");

    private final Frame frame;
    private final Clock clock;
    private final MessageSource messages;
    private final Markdown markdown = new Markdown();

    PageObjects(Frame frame, Clock clock, MessageSource messages) {
        super("pages");
        this.frame = frame;
        this.clock = clock;
        this.messages = messages;
    }

    @Override
    public IExpressionObjectFactory getExpressionObjectFactory() {
        return this;
    }

    @Override
    public Set<String> getAllExpressionObjectNames() {
        return NAMES;
    }

    @Override
    public @Nullable Object buildObject(IExpressionContext context, String name) {
        Language language = Language.of(context.getLocale());
        return switch (name) {
            case "words" -> new Words(language, frame.zone(), clock.instant(), messages);
            case "frame" -> frame;
            case "languages" -> Languages.links(language, queryOf(context));
            case "markdown" -> markdown;
            default -> null;
        };
    }

    @Override
    public boolean isCacheable(String name) {
        // Once for each page, so that one page tells the time from one moment.
        return true;
    }

    private static @Nullable String queryOf(IExpressionContext context) {
        return context instanceof IWebContext web
                ? web.getExchange().getRequest().getQueryString()
                : null;
    }
}
