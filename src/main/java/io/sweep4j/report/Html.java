package io.sweep4j.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds HTML; whatever is put in as text or attribute value comes out inert. Not thread-safe. */
final class Html {
    private static final Set<String> BREAK_AFTER =
            Set.of("tr", "p", "h1", "h2", "h3", "section", "div", "details", "figure", "table", "header", "nav");

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Opens an element.
     *
     * @param attributes names and values in turn; a null value leaves its attribute out
     */
    Html start(String tag, @Nullable String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            String value = attributes[i + 1];
            if (value != null) {
                out.append(' ')
                        .append(attributes[i])
                        .append("=\"")
                        .append(escape(value))
                        .append('"');
            }
        }
        out.append('>');
        open.push(tag);
        return this;
    }

    /** Closes the element that was opened last. */
    Html end() {
        String tag = open.pop();
        out.append("</").append(tag).append('>');
        if (BREAK_AFTER.contains(tag)) {
            out.append('\n');
        }
        return this;
    }

    Html text(String text) {
        out.append(escape(text));
        return this;
    }

    /** An element with nothing but text in it. */
    Html element(String tag, String text, @Nullable String... attributes) {
        return start(tag, attributes).text(text).end();
    }

    /** What another page part has written; {@link IllegalStateException} if an element is still open in it. */
    Html append(Html part) {
        out.append(part.finish());
        return this;
    }

    /** The whole text; {@link IllegalStateException} if an element is still open. */
    String finish() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("never closed: " + open);
        }
        return out.toString();
    }

    /** Text in which HTML sees no markup, neither between tags nor in a quoted attribute. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\n', '\t' -> escaped.appendCodePoint(c);
                case '\r' -> escaped.append("&#13;");
                default -> escaped.append(Texts.unprintable(c) ? "\uFFFD" : Character.toString(c));
            }
        });
        return escaped.toString();
    }
}
