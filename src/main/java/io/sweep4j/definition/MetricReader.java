package io.sweep4j.definition;

import io.sweep4j.sweep.DatasetOption;
import io.sweep4j.sweep.DatasetSpec;
import io.sweep4j.sweep.Domain;
import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Spelling;
import io.sweep4j.sweep.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code metric:}, a name or a map of name, goal and target, and checks that the sweep will measure it. */
final class MetricReader {
    private static final List<String> NAMES =
            Stream.of(Metric.Name.values()).map(Metric.Name::yaml).toList();
    private static final List<String> GOALS =
            Stream.of(Metric.Goal.values()).map(Metric.Goal::yaml).toList();
    private static final List<String> KEYS = List.of("name", "goal", "target");
    private static final Domain.Reals SHARE = new Domain.Reals(0, true, 1, true);
    private static final Domain.Reals ANY = new Domain.Reals(-Float.MAX_VALUE, true, Float.MAX_VALUE, true);

    private final Problems problems;
    private final Problems notes;
    private final ValueReader values;

    MetricReader(Problems problems, Problems notes) {
        this.problems = problems;
        this.notes = notes;
        this.values = new ValueReader(problems);
    }

    /** The metric of a sweep that names none. */
    static Metric fallback(DatasetSpec dataset) {
        Metric.Name name =
                splitMissing(dataset, DatasetOption.VALIDATION) ? Metric.Name.COST : Metric.Name.VALIDATION_ACCURACY;
        return new Metric(name, name.usualGoal());
    }

    /**
     * The metric; empty, and reported, if it is wrong.
     *
     * @param dataset empty if it could not be read
     */
    Optional<Metric> read(Node.Entry entry, Optional<DatasetSpec> dataset, boolean trainAccuracy) {
        if (!(entry.value() instanceof Node.Mapping map)) {
            return name(entry.value(), dataset, trainAccuracy).map(name -> new Metric(name, name.usualGoal()));
        }
        checkKeys(map);
        if (map.entries().isEmpty()) {
            problems.add(map.mark(), "'metric' is empty: expected some of " + String.join(", ", KEYS));
        }
        Optional<Node.Entry> named = map.entry("name");
        Optional<Metric.Name> name = named.isPresent()
                ? name(named.get().value(), dataset, trainAccuracy)
                : Optional.of(fallback(dataset.orElseGet(DatasetSpec::digits)).name());
        Optional<Node.Entry> aimed = map.entry("goal");
        Optional<Metric.Goal> goal = aimed.flatMap(g -> goal(g.value()));
        if (name.isEmpty() || aimed.isPresent() && goal.isEmpty()) {
            return Optional.empty();
        }
        Metric.Goal usual = name.get().usualGoal();
        if (goal.isPresent() && goal.get() != usual) {
            notes.add(
                    aimed.orElseThrow().value().mark(),
                    "the goal for " + name.get().yaml() + " is usually " + usual.yaml() + "; with "
                            + goal.get().yaml() + " the worst trials rank first");
        }
        return Optional.of(new Metric(name.get(), goal.orElse(usual)));
    }

    /**
     * The value that is good enough; empty if none is given, or, and reported, if it is wrong.
     *
     * @param metric empty if it could not be read
     */
    Optional<Double> target(Node.Entry entry, Optional<Metric> metric) {
        if (!(entry.value() instanceof Node.Mapping map)) {
            return Optional.empty();
        }
        boolean share = metric.isPresent() && metric.get().name() != Metric.Name.COST;
        return map.entry("target")
                .flatMap(target -> values.real("'target' of 'metric'", share ? SHARE : ANY, target.value()))
                .map(value -> ((Value.Real) value).number());
    }

    private void checkKeys(Node.Mapping map) {
        for (Node.Entry entry : map.entries()) {
            if (!KEYS.contains(entry.name())) {
                problems.add(entry.key().mark(), Keys.other(entry.name(), KEYS));
            }
        }
    }

    private Optional<Metric.Name> name(Node node, Optional<DatasetSpec> dataset, boolean trainAccuracy) {
        String expectation = "one of " + String.join(", ", NAMES);
        Node.Scalar scalar = values.scalar("'metric'", expectation, node);
        if (scalar == null) {
            return Optional.empty();
        }
        Optional<Metric.Name> name = Metric.Name.named(scalar.text());
        if (name.isEmpty()) {
            problems.add(
                    scalar.mark(),
                    "'metric' cannot be " + Quote.of(scalar.text())
                            + Aliases.metric(scalar.text())
                                    .map(near -> ", did you mean '" + near + "'?")
                                    .orElseGet(() -> Spelling.hint(scalar.text(), NAMES, ": expected " + expectation)));
            return Optional.empty();
        }
        Optional<String> why = unmeasured(name.get(), dataset, trainAccuracy);
        why.ifPresent(reason -> problems.add(scalar.mark(), "'metric' cannot be '" + scalar.text() + "': " + reason));
        return why.isPresent() ? Optional.empty() : name;
    }

    private static Optional<String> unmeasured(Metric.Name name, Optional<DatasetSpec> dataset, boolean trainAccuracy) {
        return switch (name) {
            case COST -> Optional.empty();
            case TRAIN_ACCURACY ->
                trainAccuracy
                        ? Optional.empty()
                        : Optional.of("it is measured only with 'train_accuracy: true' at the top level");
            case VALIDATION_ACCURACY ->
                dataset.filter(spec -> splitMissing(spec, DatasetOption.VALIDATION))
                        .map(spec -> "the dataset has 'validation: 0'; use cost or test_accuracy");
            case TEST_ACCURACY ->
                dataset.filter(spec -> splitMissing(spec, DatasetOption.TEST))
                        .map(spec -> "the dataset has 'test: 0'; use cost or validation_accuracy");
        };
    }

    private Optional<Metric.Goal> goal(Node node) {
        String expectation = String.join(" or ", GOALS);
        Node.Scalar scalar = values.scalar("'goal' of 'metric'", expectation, node);
        if (scalar == null) {
            return Optional.empty();
        }
        if (!GOALS.contains(scalar.text())) {
            problems.add(
                    scalar.mark(),
                    "'goal' of 'metric' cannot be " + Quote.of(scalar.text())
                            + Spelling.hint(scalar.text(), GOALS, ": expected " + expectation));
            return Optional.empty();
        }
        return Optional.of(Metric.Goal.valueOf(scalar.text().toUpperCase(Locale.ROOT)));
    }

    private static boolean splitMissing(DatasetSpec dataset, DatasetOption option) {
        Optional<Value> given = dataset.option(option);
        if (given.isPresent() && given.get() instanceof Value.Real share) {
            return share.number() == 0;
        }
        return dataset.whole(option, 1) == 0;
    }
}
