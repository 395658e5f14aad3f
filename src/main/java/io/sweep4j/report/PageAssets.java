package io.sweep4j.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The style sheets and programs of a page, from the class path. Every file has one job; their order is that in which they
 * use each other. Thread-safe.
 */
public final class PageAssets {
    /** The chart library in its WebJar; the version is the one in the build file. */
    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

    private static final List<String> STYLES =
            List.of("page", "marks", "tables", "figures", "cells", "matching", "controls", "narrow", "print");
    /** What charts are made of, whatever page they stand on. */
    private static final List<String> CHARTS = List.of(
            "dom",
            "format",
            "theme",
            "palette",
            "scales",
            "charts",
            "curves",
            "parallel",
            "cells",
            "slices",
            "contour",
            "edf",
            "survival",
            "importances",
            "timeline");
    /** What only the report has. */
    private static final List<String> REPORT = List.of(
            "view",
            "links",
            "figures",
            "panels",
            "versus",
            "differences",
            "matching",
            "conditions",
            "table",
            "follow",
            "selection",
            "report");

    private PageAssets() {}

    /** The style sheet, light and dark, for screens and for paper. */
    public static String styles() {
        return all("css", STYLES);
    }

    /** The chart library; defines {@code echarts}. */
    public static String library() {
        return resource(ECHARTS);
    }

    /** The charts, to be run after the {@link #library}; defines {@code Charts} and what they are made of. */
    public static String charts() {
        return all("js", CHARTS);
    }

    /** The program of the report, to be run last and after the {@link #charts}. */
    static String report() {
        return all("js", REPORT);
    }

    private static String all(String kind, List<String> names) {
        return names.stream()
                .map(name -> resource(kind + "/" + name + "." + kind))
                .collect(Collectors.joining());
    }

    static String resource(String name) {
        try (InputStream in = PageAssets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing from the class path: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name, e);
        }
    }
}
