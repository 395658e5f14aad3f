package io.sweep4j.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One self-contained page, {@code report.html}: readable without scripts, with figures where they run, and unable to
 * reach any network under the policy in its head.
 */
final class HtmlFormat implements ReportFormat {
    /** The chart library in its WebJar; the version is the one in the build file. */
    static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z]+)}}");
    private static final Pattern SCRIPT_END = Pattern.compile("</(?=script)", Pattern.CASE_INSENSITIVE);

    @Override
    public String name() {
        return "html";
    }

    @Override
    public List<ReportFile> render(Comparison comparison) {
        Html main = new Html();
        boolean several = comparison.sweeps().size() > 1;
        String title = several
                ? "Comparison of " + comparison.sweeps().size() + " sweeps"
                : comparison.sweeps().get(0).sweep().name();
        if (several) {
            HtmlCombined.write(main, comparison, title);
        }
        for (int i = 0; i < comparison.sweeps().size(); i++) {
            new HtmlSweep(main, comparison.sweeps().get(i), "s" + (i + 1), several).write();
        }
        String page = fill(
                resource("report.html"),
                Map.of(
                        "title", Html.escape(title),
                        "style", resource("report.css"),
                        "main", main.finish(),
                        "data", FigureData.of(comparison),
                        "library", script(resource(ECHARTS)),
                        "app", script(resource("report.js"))));
        return List.of(new ReportFile("report.html", page));
    }

    /** Puts each part in the place of its name. The parts themselves are not looked into. */
    private static String fill(String template, Map<String, String> parts) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(parts.getOrDefault(match.group(1), "")));
    }

    /** The same program, without a text that would end its element. */
    private static String script(String source) {
        return SCRIPT_END.matcher(source).replaceAll(Matcher.quoteReplacement("<\\/"));
    }

    private static String resource(String name) {
        try (InputStream in = HtmlFormat.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing from the class path: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name, e);
        }
    }
}
