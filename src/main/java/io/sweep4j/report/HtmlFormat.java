package io.sweep4j.report;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One self-contained page, {@code report.html}: readable without scripts, with figures where they run, and unable to
 * reach any network under the policy in its head.
 */
final class HtmlFormat implements ReportFormat {
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
                PageAssets.resource("report.html"),
                Map.of(
                        "title", Html.escape(title),
                        "style", PageAssets.styles(),
                        "main", main.finish(),
                        "data", FigureData.of(comparison),
                        "matching", FigureMatching.of(comparison),
                        "library", script(PageAssets.library()),
                        "app", script(PageAssets.charts() + PageAssets.report())));
        return List.of(new ReportFile("report.html", page));
    }

    /** Puts each part in the place of its name. The parts themselves are not looked into. */
    private static String fill(String template, Map<String, String> parts) {
        int most = template.length()
                + parts.values().stream().mapToInt(String::length).sum();
        StringBuilder page = new StringBuilder(most);
        Matcher place = PLACEHOLDER.matcher(template);
        int copied = 0;
        while (place.find()) {
            page.append(template, copied, place.start()).append(parts.getOrDefault(place.group(1), ""));
            copied = place.end();
        }
        return page.append(template, copied, template.length()).toString();
    }

    /** The same program, without a text that would end its element. */
    private static String script(String source) {
        return SCRIPT_END.matcher(source).replaceAll(Matcher.quoteReplacement("<\\/"));
    }
}
