package io.sweep4j.report;

import io.sweep4j.sweep.Parameter;
import java.util.List;

/** What the axes do to the metric: the sections for a second look. Used once. */
final class HtmlExplore {
    private final HtmlSections sections;
    private final SweepComparison comparison;
    private final Analysis analysis;
    private final Sql sql;
    private final String metric;

    HtmlExplore(HtmlSections sections, SweepComparison comparison) {
        this.sections = sections;
        this.comparison = comparison;
        this.analysis = comparison.analysis();
        this.sql = new Sql(comparison);
        this.metric = Wording.name(comparison.sweep().metric());
    }

    private List<Parameter> axes() {
        return comparison.axes().stream().map(VaryingAxis::parameter).toList();
    }

    /** Whether there are trials with an outcome to look at, and an axis along which to look. */
    boolean any() {
        return !comparison.axes().isEmpty() && analysis.edf().trials() > 0;
    }

    /** Whether one of them came to a value of the metric. */
    private boolean finite() {
        return !analysis.edf().values().isEmpty();
    }

    void parallel() {
        sections.start("parallel", "Parallel coordinates");
        sections.note("A line is a trial: its values on all axes, and the " + metric + " it came to.");
        sections.figure("parallel", "Parallel coordinates of all trials; the ranking table has their values.", "tall");
        sections.end(sql.values());
    }

    void slices() {
        if (!finite()) {
            return;
        }
        sections.start("slices", "Slices");
        sections.note(title(metric) + " against each axis, whatever the other axes.");
        sections.figure("slices", "Scatter plots of the " + metric + " against each axis.", "own");
        sections.end(sql.values(), sql.slices(axes()));
    }

    void contours() {
        if (analysis.contours().isEmpty()) {
            return;
        }
        Contour first = analysis.contours().get(0);
        sections.start("contour", "Contours");
        sections.note("Best " + metric + " over two numeric axes.");
        sections.figure("contour", "Contour plot of the best " + metric + "; the heat map has its numbers.", "tall");
        sections.end(sql.cells(axes().get(first.down()), axes().get(first.across())));
    }

    void importances() {
        Importances told = analysis.importances().orElse(null);
        if (told == null) {
            return;
        }
        sections.start("importances", "Which axis matters");
        sections.note("The share of the ranks of " + Wording.plural(told.trials(), "trial")
                + " that each axis explains by itself: the Kruskal–Wallis effect size η²(H), adjusted for the number of"
                + " values. "
                + (told.diverged() == 0
                        ? ""
                        : told.diverged() == 1
                                ? "The diverged trial has the worst rank. "
                                : "The " + told.diverged() + " diverged trials share the worst rank. ")
                + "What axes do only together is in none of the bars.");
        sections.figure("importances", "Bar chart: " + bars(told) + ".", "own");
        sections.end(sql.importances(axes()));
    }

    private String bars(Importances told) {
        return Wording.list(told.axes().stream()
                .map(axis -> axes().get(axis.axis()).yaml() + " "
                        + (axis.share() == null ? "can't be told" : Numbers.compact(100 * axis.share(), 2) + " %"))
                .toList());
    }

    void edf() {
        if (!finite()) {
            return;
        }
        sections.start("edf", "How many got how far");
        sections.note("Empirical distribution of the " + metric + " over "
                + Wording.plural(analysis.edf().trials(), "trial") + ".");
        sections.figure("edf", "Step chart of the share of trials by " + metric + ".", "low");
        sections.end(sql.edf());
    }

    void timeline() {
        Timeline timeline = analysis.timeline().orElse(null);
        if (timeline == null) {
            return;
        }
        sections.start("timeline", "Timeline");
        sections.note("When each trial was under way, and on which worker.");
        sections.figure(
                "timeline",
                "Timeline of the trials by " + Wording.plural(timeline.workers().size(), "worker") + ".",
                "own");
        sections.end(sql.timeline());
    }

    private static String title(String text) {
        return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }
}
