package org.bitacora.app.pages.deeds;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bitacora.app.pages.deeds.DeedPart.Said;
import org.bitacora.app.pages.deeds.DeedPart.Several;
import org.springframework.context.MessageSource;

/** Makes sentences out of messages whose places hold people, things and days, in one language. */
final class Sentences {
    /** Stands for place 0 while a message is formatted, the next letter for place 1, and so on: private-use letters, which no message holds. */
    private static final char FIRST_PLACE = '\uE000';

    private final MessageSource messages;
    private final Locale locale;

    Sentences(MessageSource messages, Locale locale) {
        this.messages = messages;
        this.locale = locale;
    }

    /** The message with these parts in its places. */
    List<DeedPart> say(String key, DeedPart... parts) {
        Object[] places = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) places[i] = Character.toString(FIRST_PLACE + i);
        String text = messages.getMessage(key, places, locale);
        List<DeedPart> sentence = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            int place = text.charAt(at) - FIRST_PLACE;
            if (place < 0 || place >= parts.length) continue;
            addWords(text.substring(from, at), sentence);
            addPart(parts[place], sentence);
            from = at + 1;
        }
        addWords(text.substring(from), sentence);
        return sentence;
    }

    /** The message alone. */
    String text(String key, Object... places) {
        return messages.getMessage(key, places, locale);
    }

    private static void addWords(String words, List<DeedPart> sentence) {
        if (!words.isEmpty()) sentence.add(new Said(words));
    }

    private static void addPart(DeedPart part, List<DeedPart> sentence) {
        if (part instanceof Several several) sentence.addAll(several.parts());
        else sentence.add(part);
    }
}
