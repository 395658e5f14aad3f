package io.sweep4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pictures beside the Markdown report of a sweep.
 *
 * @param files in the order in which they stand
 * @param markdown what shows them, with an empty line behind; empty if there is none
 */
record MarkdownPictures(List<ReportFile> files, String markdown) {
    MarkdownPictures {
        files = List.copyOf(files);
    }

    /** @param suffix tells the pictures of several sweeps apart */
    static MarkdownPictures of(SweepComparison sweep, String suffix) {
        List<ReportFile> files = new ArrayList<>();
        StringBuilder markdown = new StringBuilder();
        add(files, markdown, "report-cost" + suffix + ".svg", "Cost by epoch", SvgCurves.of(sweep));
        add(files, markdown, "report-map" + suffix + ".svg", "Map of two axes", SvgMap.of(sweep));
        return new MarkdownPictures(files, markdown.toString());
    }

    private static void add(
            List<ReportFile> files, StringBuilder markdown, String name, String title, Optional<String> picture) {
        picture.ifPresent(svg -> {
            files.add(new ReportFile(name, svg));
            markdown.append("![").append(title).append("](").append(name).append(")\n\n");
        });
    }
}
