package io.sweep4j.definition;

import io.sweep4j.sweep.DatasetOption;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys of a sweep file, and what to say about others. */
final class Keys {
    static final List<String> TOP_LEVEL = List.of(
            "name",
            "description",
            "dataset",
            "method",
            "metric",
            "parameters",
            "exclude",
            "zip",
            "repeats",
            "on_divergence",
            "train_accuracy",
            "budget",
            "timeout",
            "max_failed_trials",
            "checkpoint_every");
    /** Keys of W&B sweep files that mean nothing here. */
    static final List<String> IGNORED = List.of("program", "command", "project", "entity");
    /** Keys of W&B sweep files that would change what is trained. */
    static final List<String> NOT_YET = List.of("run_cap", "early_terminate");

    static final List<String> PARAMETERS =
            Stream.of(Parameter.values()).map(Parameter::yaml).toList();

    private static final List<String> OPTIONS =
            Stream.of(DatasetOption.values()).map(DatasetOption::yaml).toList();
    private static final List<String> METRIC = List.of("goal", "target");

    /**
     * What is wrong with a key.
     *
     * @param key what was probably meant
     */
    record Unknown(String message, Optional<String> key) {
        static Unknown plain(String message) {
            return new Unknown(message, Optional.empty());
        }

        static Unknown of(String name, String meant, String where) {
            return new Unknown(
                    "unknown key " + Quote.of(name) + ", did you mean '" + meant + "'" + where + "?",
                    Optional.of(meant));
        }

        /** The parameter that was probably meant. */
        Optional<Parameter> parameter() {
            return key.flatMap(Parameter::named);
        }
    }

    private Keys() {}

    /** Whether a file may have the key at its top level, be it to be ignored or refused. */
    static boolean known(String name) {
        return TOP_LEVEL.contains(name) || IGNORED.contains(name) || NOT_YET.contains(name);
    }

    /** About a top-level key that is none. */
    static Unknown topLevel(String name) {
        Optional<Parameter> misplaced = Parameter.named(name);
        if (misplaced.isPresent()) {
            return new Unknown("'" + name + "' belongs under 'parameters:'", Optional.of(name));
        }
        return inSection(name)
                .or(() -> Aliases.parameter(name).map(near -> Unknown.of(name, near, " under 'parameters:'")))
                .or(() -> Spelling.nearest(name, TOP_LEVEL).map(near -> Unknown.of(name, near, "")))
                .or(() ->
                        Spelling.nearest(name, PARAMETERS).map(near -> Unknown.of(name, near, " under 'parameters:'")))
                .orElseGet(() -> expected(name, TOP_LEVEL));
    }

    /** About a key under 'parameters:' that is no parameter. */
    static Unknown parameter(String name) {
        if (TOP_LEVEL.contains(name)) {
            return Unknown.plain("'" + name + "' belongs at the top level, not under 'parameters:'");
        }
        return inSection(name)
                .or(() -> Aliases.parameter(name).map(near -> Unknown.of(name, near, "")))
                .or(() -> Spelling.nearest(name, PARAMETERS).map(near -> Unknown.of(name, near, "")))
                .or(() -> Spelling.nearest(name, TOP_LEVEL).map(near -> Unknown.of(name, near, " at the top level")))
                .orElseGet(() -> expected(name, PARAMETERS));
    }

    /** About the key of an override that is none. */
    static Unknown override(String name) {
        List<String> all = new ArrayList<>(PARAMETERS);
        all.addAll(TOP_LEVEL);
        Optional<String> section = OPTIONS.contains(name)
                ? Optional.of("dataset")
                : LimitsReader.BUDGET.contains(name)
                        ? Optional.of("budget")
                        : METRIC.contains(name) ? Optional.of("metric") : Optional.empty();
        if (section.isPresent()) {
            return Unknown.plain("unknown key '" + name + "', did you mean '" + section.get() + "." + name + "'?");
        }
        return Aliases.parameter(name)
                .or(() -> Spelling.nearest(name, all))
                .map(near -> Unknown.of(name, near, ""))
                .orElseGet(() -> expected(name, all));
    }

    /** What to use in place of a key that is {@link #NOT_YET} supported, as the end of a sentence. */
    static String instead(String key) {
        return key.equals("run_cap") ? "; 'budget: {trials: …}' says how much of it" : "";
    }

    /** About a key that is none of those that may stand in some map. */
    static String other(String name, List<String> allowed) {
        return "unknown key " + Quote.of(name)
                + Spelling.hint(name, allowed, ", expected one of " + String.join(", ", allowed));
    }

    private static Optional<Unknown> inSection(String name) {
        if (OPTIONS.contains(name)) {
            return Optional.of(Unknown.plain("'" + name + "' belongs under 'dataset:', beside 'name'"));
        }
        if (LimitsReader.BUDGET.contains(name)) {
            return Optional.of(Unknown.plain("'" + name + "' belongs under 'budget:'"));
        }
        return METRIC.contains(name)
                ? Optional.of(Unknown.plain("'" + name + "' belongs under 'metric:', beside 'name'"))
                : Optional.empty();
    }

    private static Unknown expected(String name, List<String> allowed) {
        return Unknown.plain(other(name, allowed));
    }
}
