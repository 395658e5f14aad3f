package io.sweep4j.report;

import java.util.List;

/**
 * One way to word a {@link Comparison}. Implementations are stateless and thread-safe, compute no rank of their own, show
 * every non-finite number as such, make hostile texts inert, and give the same text for equal comparisons whatever the
 * clock, locale, time zone or line separator.
 */
public interface ReportFormat {

    /** The name on the command line, such as {@code html}. */
    String name();

    /** The files of this format, the main one first. */
    List<ReportFile> render(Comparison comparison);
}
