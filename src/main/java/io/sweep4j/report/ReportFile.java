package io.sweep4j.report;

/**
 * A rendered file.
 *
 * @param name without folder, such as {@code report.html}
 * @param text to be written as UTF-8
 */
public record ReportFile(String name, String text) {}
