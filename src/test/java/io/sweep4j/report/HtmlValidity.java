package io.sweep4j.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import nu.validator.client.EmbeddedValidator;
import org.xml.sax.SAXException;

/** What the HTML standard says of a page. */
public final class HtmlValidity {
    /** What there is to say of a valid page. */
    public static final String NO_FAULT = "No errors found.";

    private static final Pattern PROGRAM = Pattern.compile("<script>.*?</script>", Pattern.DOTALL);

    private HtmlValidity() {}

    /** {@link #NO_FAULT}, or the faults in words. */
    public static String faults(String page) throws IOException, SAXException {
        EmbeddedValidator validator = new EmbeddedValidator();
        validator.setOutputFormat(EmbeddedValidator.OutputFormat.TEXT);
        String markup = PROGRAM.matcher(page).replaceAll("<script></script>"); // the programs are not HTML
        return validator
                .validate(new ByteArrayInputStream(markup.getBytes(StandardCharsets.UTF_8)))
                .replace("Document checking completed.", "")
                .strip();
    }
}
