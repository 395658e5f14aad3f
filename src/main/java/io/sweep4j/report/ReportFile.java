package io.sweep4j.report;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * A file of a report.
 *
 * @param name without folder, such as {@code report.html}
 * @param body writes its text, the same each time; of a large sweep that is more than memory may hold
 */
public record ReportFile(String name, Body body) {

    /** Something that writes a text. */
    public interface Body {
        void writeTo(Writer out) throws IOException;
    }

    /** A text that is there already. */
    ReportFile(String name, String text) {
        this(name, out -> out.write(text));
    }

    /** The whole text. */
    public String text() {
        StringWriter text = new StringWriter();
        try {
            body.writeTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }
}
