package io.sweep4j.report;

import java.util.List;
import java.util.Optional;

/** The formats there are. */
public final class ReportFormats {
    private static final List<ReportFormat> ALL =
            List.of(new HtmlFormat(), new MarkdownFormat(), new CsvFormat(), new JsonFormat());

    private ReportFormats() {}

    /** All formats, the one most people want first. */
    public static List<ReportFormat> all() {
        return ALL;
    }

    /** The format of that name, if there is one. */
    public static Optional<ReportFormat> named(String name) {
        return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
    }
}
