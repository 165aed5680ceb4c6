package org.bitacora.app.pages;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/** Wires the shell: languages, messages, static files and what templates may use. Needs one {@link Frame} and one {@link Clock}. */
@Configuration(proxyBeanMethods = false)
// Before Spring Boot's own, which then leaves the pattern of the static files to us.
@Order(Ordered.HIGHEST_PRECEDENCE)
class PagesConfiguration implements WebMvcConfigurer {
    private static final Duration CACHED_FOR = Duration.ofDays(365);

    private final Languages languages = new Languages();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(languages);
        registry.addInterceptor(new PageHeaders());
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        // Templates link to a file by an address with the hash of its content in it, so that it can be kept for ever.
        registry.addResourceHandler("/**")
                .addResourceLocations("classpath:/static/")
                .setCacheControl(CacheControl.maxAge(CACHED_FOR).cachePublic().immutable())
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
    }

    @Bean
    LocaleResolver localeResolver() {
        return languages;
    }

    @Bean
    MessageSource messageSource() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        // The views say themselves why they cannot read a parameter.
        messages.setBasenames("messages", "org.bitacora.query.views");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        // The language of the machine must never show; and all texts follow one rule for apostrophes and braces.
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
        return messages;
    }

    @Bean
    ResourceUrlEncodingFilter resourceUrlEncodingFilter() {
        return new ResourceUrlEncodingFilter();
    }

    @Bean
    PageObjects pageObjects(Frame frame, Clock clock, MessageSource messages) {
        return new PageObjects(frame, clock, messages);
    }
}
