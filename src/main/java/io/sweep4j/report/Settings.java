package io.sweep4j.report;

import io.sweep4j.report.Setting.Kind;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds what differs between sweeps outside of the axes that they share. Threads, say, are left out: results don't depend on
 * them. A sweep of which no trial was started yet differs in no parameter.
 */
final class Settings {
    /** Values of one parameter that are named. */
    private static final int MOST_VALUES = 6;

    private static final int FINGERPRINT_DIGITS = 12;
    /** Facts of the provenance that can make a difference. */
    private static final Map<String, Kind> FACTS = facts();

    private final List<SweepComparison> sweeps;
    private final List<List<RankedTrial>> trials;
    private final List<Setting> found = new ArrayList<>();

    private Settings(List<SweepComparison> sweeps, List<List<RankedTrial>> trials) {
        this.sweeps = sweeps;
        this.trials = trials;
    }

    /** @param trials of the plan, by sweep, each in the order of their numbers */
    static List<Setting> differing(
            List<SweepComparison> sweeps, List<List<RankedTrial>> trials, Collection<Parameter> shared) {
        Settings settings = new Settings(sweeps, trials);
        for (Parameter parameter : Parameter.values()) {
            if (!shared.contains(parameter)) {
                settings.parameter(parameter);
            }
        }
        settings.add(
                Kind.METRIC,
                "metric",
                sweeps.stream()
                        .map(sweep -> (@Nullable String) Wording.metric(sweep))
                        .toList());
        settings.provenance();
        settings.trained("engine", trial -> trial.stored().engine());
        settings.trained(
                "training semantics",
                trial -> String.valueOf(trial.stored().trial().semantics()));
        return List.copyOf(settings.found);
    }

    private void add(Kind kind, String name, List<@Nullable String> values) {
        if (new HashSet<>(values).size() > 1) {
            found.add(new Setting(kind, name, values));
        }
    }

    private void parameter(Parameter parameter) {
        Set<Set<String>> different = new HashSet<>();
        boolean used = false;
        List<@Nullable String> texts = new ArrayList<>();
        for (List<RankedTrial> planned : trials) {
            Map<String, Value> values = new LinkedHashMap<>();
            boolean usedHere = false;
            for (RankedTrial trial : planned) {
                Configuration configuration = trial.stored().trial().configuration();
                configuration
                        .value(parameter)
                        .ifPresent(value -> values.putIfAbsent(Configuration.canonical(parameter, value), value));
                usedHere |= configuration.uses(parameter);
            }
            if (!planned.isEmpty()) {
                different.add(Set.copyOf(values.keySet()));
            }
            used |= usedHere;
            texts.add(values.isEmpty() ? null : text(values.values()) + (usedHere ? "" : " (not used)"));
        }
        if (used && different.size() > 1) {
            found.add(new Setting(Kind.PARAMETER, parameter.yaml(), texts));
        }
    }

    private static String text(Collection<Value> values) {
        return Wording.some(values.stream().map(Wording::value).toList(), MOST_VALUES);
    }

    private void provenance() {
        List<Map<String, String>> all = sweeps.stream()
                .map(sweep -> Provenance.facts(sweep.sweep().provenance()))
                .toList();
        FACTS.forEach((name, kind) -> add(
                kind,
                name,
                all.stream().map(facts -> shortened(name, facts.get(name))).toList()));
    }

    private static @Nullable String shortened(String name, @Nullable String value) {
        if (value == null || !name.endsWith("fingerprint") || value.length() <= FINGERPRINT_DIGITS) {
            return value;
        }
        return value.substring(0, FINGERPRINT_DIGITS) + "…";
    }

    /** What the trials themselves tell of how they were trained. */
    private void trained(String name, Function<RankedTrial, @Nullable String> fact) {
        List<@Nullable String> texts = new ArrayList<>();
        Set<String> different = new HashSet<>();
        for (List<RankedTrial> planned : trials) {
            Set<String> values = new TreeSet<>();
            planned.stream().map(fact).filter(Objects::nonNull).forEach(values::add);
            texts.add(values.isEmpty() ? null : String.join(", ", values));
            if (!values.isEmpty()) {
                different.add(String.join(", ", values));
            }
        }
        if (different.size() > 1) {
            found.add(new Setting(Kind.SOFTWARE, name, texts));
        }
    }

    private static Map<String, Kind> facts() {
        Map<String, Kind> facts = new LinkedHashMap<>();
        for (String name : List.of(
                "dataset", "dataset.name", "dataset.sizes", "features", "classes", "train", "validation", "test")) {
            facts.put(name, Kind.DATA);
        }
        facts.put("dataset_fingerprint", Kind.DATA);
        for (String name : List.of("version", "commit", "java", "nd4j_backend", "fused_kernels")) {
            facts.put(name, Kind.SOFTWARE);
        }
        facts.put("os", Kind.MACHINE);
        facts.put("cpu", Kind.MACHINE);
        return facts;
    }
}
