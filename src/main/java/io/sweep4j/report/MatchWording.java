package io.sweep4j.report;

import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What several formats say about sweeps side by side, as plain text. */
final class MatchWording {
    /** Values of one axis that are named. */
    private static final int MOST_VALUES = 8;

    private final Comparison comparison;
    private final Matching matching;

    MatchWording(Comparison comparison, Matching matching) {
        this.comparison = comparison;
        this.matching = matching;
    }

    String sweep(int place) {
        return comparison.sweeps().get(place).sweep().name();
    }

    private Metric metric(int sweep) {
        return comparison.sweeps().get(sweep).sweep().metric();
    }

    /** What cells are and what the reference is; in their place, why there are none. */
    String intro() {
        List<String> axes =
                names(matching.axes().stream().map(SharedAxis::parameter).toList());
        if (axes.isEmpty()) {
            List<String> each = new ArrayList<>();
            for (int sweep = 0; sweep < comparison.sweeps().size(); sweep++) {
                List<String> varying = names(comparison.sweeps().get(sweep).varying());
                each.add(sweep(sweep) + " varies " + (varying.isEmpty() ? "nothing" : Wording.list(varying)));
            }
            return "There are no cells to match: no parameter varies in " + (each.size() == 2 ? "both" : "all")
                    + " sweeps (" + String.join("; ", each) + ").";
        }
        if (matching.cells().isEmpty()) {
            List<String> apart = names(matching.axes().stream()
                    .filter(axis -> axis.values().stream()
                            .allMatch(value -> value.sweeps().size() < 2))
                    .map(SharedAxis::parameter)
                    .toList());
            return apart.isEmpty()
                    ? "There are no cells to match: no two of the sweeps have started trials at the same "
                            + Wording.list(axes) + "."
                    : "There are no cells to match: the sweeps have no value of " + Wording.list(apart) + " in common.";
        }
        return "A cell is a " + (axes.size() == 1 ? "value" : "combination of values") + " of " + Wording.list(axes)
                + ". "
                + cells() + folded() + " The reference is "
                + sweep(0) + ", the first of the sweeps.";
    }

    private String cells() {
        int sweeps = comparison.sweeps().size();
        List<String> lone = new ArrayList<>();
        for (int sweep = 0; sweep < sweeps; sweep++) {
            int only = matching.lone().get(sweep);
            if (only > 0) {
                lone.add(only + " only in " + sweep(sweep));
            }
        }
        return Wording.plural(matching.inAll(), "cell") + (matching.inAll() == 1 ? " is" : " are") + " in "
                + (sweeps == 2 ? "both" : "all " + sweeps) + " sweeps"
                + (lone.isEmpty() ? "" : ", " + Wording.list(lone)) + ".";
    }

    /** What one value of a cell stands for where it has several trials; empty if none has. */
    private String folded() {
        boolean several = matching.cells().stream()
                .flatMap(cell -> cell.sides().stream())
                .anyMatch(side -> side != null && side.trials() > 1);
        if (!several) {
            return "";
        }
        Map<String, List<String>> sweeps = new LinkedHashMap<>();
        for (int sweep = 0; sweep < matching.folded().size(); sweep++) {
            List<String> what = new ArrayList<>(names(matching.folded().get(sweep)));
            if (comparison.sweeps().get(sweep).repeated()) {
                what.add("repeats");
            }
            for (String one : what) {
                sweeps.computeIfAbsent(one, w -> new ArrayList<>()).add(sweep(sweep));
            }
        }
        List<String> what = sweeps.entrySet().stream()
                .map(entry -> entry.getKey() + " in " + Wording.list(entry.getValue()))
                .toList();
        return " Of several trials in a cell the best stands for it"
                + (what.isEmpty() ? "" : " (" + String.join("; ", what) + ")")
                + ", which favours the sweep that has more of them.";
    }

    /** How a sweep's values compare with the reference's, and where states changed: a sentence each. */
    List<String> outcomes(Pairing pairing) {
        List<String> sentences = new ArrayList<>();
        sentences.add(values(pairing));
        if (pairing.surviving() > 0) {
            sentences.add(Wording.plural(pairing.surviving(), "cell") + " that diverged in the reference "
                    + (pairing.surviving() == 1 ? "survives" : "survive") + ": " + causes(pairing.survives()) + ".");
        }
        if (pairing.diverging() > 0) {
            sentences.add(Wording.plural(pairing.diverging(), "cell") + " that survived in the reference "
                    + (pairing.diverging() == 1 ? "diverges" : "diverge") + ": " + causes(pairing.diverges()) + ".");
        }
        if (pairing.bothDiverged() > 0) {
            sentences.add(Wording.plural(pairing.bothDiverged(), "cell")
                    + (pairing.bothDiverged() == 1 ? " diverges" : " diverge") + " in both.");
        }
        if (pairing.open() > 0) {
            sentences.add(Wording.plural(pairing.open(), "cell") + (pairing.open() == 1 ? " has" : " have")
                    + " no outcome in one of them: not trained so far, or failed.");
        }
        return sentences;
    }

    private String values(Pairing pairing) {
        if (pairing.cells() == 0) {
            return "No cell in common with the reference.";
        }
        if (pairing.finite() == 0) {
            return "No cell has a value in both.";
        }
        if (matching.metric() == null) {
            return Wording.plural(pairing.finite(), "cell") + (pairing.finite() == 1 ? " has" : " have")
                    + " a value in both; no differences are taken, since the sweeps have different metrics.";
        }
        return tally(pairing) + " with a value in both"
                + (pairing.median() == null
                        ? "."
                        : "; median difference " + difference(pairing.median(), matching.metric()) + ".");
    }

    /** {@code Better in 10, worse in 3, equal in 2 of 15 cells}. */
    static String tally(Pairing pairing) {
        return "Better in " + pairing.better() + ", worse in " + pairing.worse() + ", equal in " + pairing.equal()
                + " of " + Wording.plural(pairing.finite(), "cell");
    }

    /** {@code 5 LOG_OF_ZERO, 1 GROWING_STEPS}. */
    static String causes(Map<Cause, Integer> causes) {
        return causes.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().name())
                .collect(Collectors.joining(", "));
    }

    /** With its sign, as exactly as values of the metric; smaller ones with two digits. */
    static String difference(double difference, Metric metric) {
        String size = Wording.best(Math.abs(difference), metric);
        boolean tooShort = difference != 0 && Double.parseDouble(size) == 0;
        return (difference > 0 ? "+" : difference < 0 ? "-" : "")
                + (tooShort ? Numbers.compact(Math.abs(difference), 2) : size);
    }

    /** {@code better}, {@code worse}; empty for equal ones. */
    static String direction(double difference, Metric metric) {
        return metric.goal().better(difference, 0) ? "better" : metric.goal().better(0, difference) ? "worse" : "";
    }

    /** A side's value, or what there is in its place. */
    String side(int sweep, @Nullable CellSide side) {
        if (side == null) {
            return "–";
        }
        Double value = side.value();
        Cause cause = side.cause();
        return value != null
                ? Wording.best(value, metric(sweep))
                : cause != null
                        ? "diverged (" + cause.name() + ")"
                        : Wording.state(side.best().stored().state());
    }

    /** {@code best of 4: nesterovs, 1 diverged}, with the values of what the sweep alone varies; empty for a single trial. */
    String of(int sweep, @Nullable CellSide side) {
        if (side == null || side.trials() == 1) {
            return "";
        }
        if (side.cause() != null && side.diverged() == side.trials()) {
            return "all " + side.trials();
        }
        List<String> values = matching.folded().get(sweep).stream()
                .map(parameter -> Wording.value(side.best().value(parameter)))
                .toList();
        return "best of " + side.trials() + (values.isEmpty() ? "" : ": " + String.join(", ", values))
                + (side.cause() != null || side.diverged() == 0 ? "" : ", " + side.diverged() + " diverged");
    }

    /** How a cell's state changed between the reference and a sweep; empty if it did not. */
    static String change(MatchedCell cell, int sweep) {
        CellSide before = cell.sides().get(0);
        CellSide after = cell.sides().get(sweep);
        if (before == null || after == null) {
            return "";
        }
        return before.cause() != null && after.value() != null
                ? "survives"
                : before.value() != null && after.cause() != null ? "diverges" : "";
    }

    /** The values of an axis that all sweeps have. */
    String common(SharedAxis axis) {
        List<String> values = axis.values().stream()
                .filter(value -> value.sweeps().size() == comparison.sweeps().size())
                .map(value -> Wording.value(value.value()))
                .toList();
        return values.isEmpty() ? "none" : Wording.some(values, MOST_VALUES);
    }

    /** The values of an axis that only some sweeps have, with their sweeps; empty if there are none. */
    String uncommon(SharedAxis axis) {
        Map<List<Integer>, List<String>> bySweeps = new LinkedHashMap<>();
        for (SharedAxis.AxisValue value : axis.values()) {
            if (value.sweeps().size() < comparison.sweeps().size()) {
                bySweeps.computeIfAbsent(value.sweeps(), s -> new ArrayList<>()).add(Wording.value(value.value()));
            }
        }
        return bySweeps.entrySet().stream()
                .map(group -> Wording.some(group.getValue(), MOST_VALUES) + " only in "
                        + Wording.list(group.getKey().stream().map(this::sweep).toList()))
                .collect(Collectors.joining("; "));
    }

    /** What to know before a ranking of all sweeps' trials is read; empty if there is nothing. */
    static String beforeRanking(Matching matching) {
        return matching.differentData()
                ? "The sweeps were trained on different data, so a higher rank does not mean a better configuration."
                : "";
    }

    /** What a difference may come from besides the shared axes: {@code Other things differ too: epochs, updater.} */
    static String beside(Matching matching) {
        List<String> names = matching.settings().stream().map(Setting::name).toList();
        return "Other things differ too: " + Wording.some(names, MOST_VALUES) + ".";
    }

    static String kind(Setting setting) {
        return setting.kind().name().toLowerCase(Locale.ROOT);
    }

    static String differing(Matching matching) {
        return matching.settings().isEmpty()
                ? "Nothing differs outside of the shared axes."
                : "Outside of the shared axes. What is the same in all sweeps is left out, and so are parameters that none uses.";
    }

    private static List<String> names(List<Parameter> parameters) {
        return parameters.stream().map(Parameter::yaml).toList();
    }
}
