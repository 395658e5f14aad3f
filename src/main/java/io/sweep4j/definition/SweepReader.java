package io.sweep4j.definition;

import io.sweep4j.sweep.DatasetOption;
import io.sweep4j.sweep.DatasetSpec;
import io.sweep4j.sweep.Dimension;
import io.sweep4j.sweep.Exclusion;
import io.sweep4j.sweep.Limits;
import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.OnDivergence;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Spelling;
import io.sweep4j.sweep.SplitSizes;
import io.sweep4j.sweep.Sweep;
import io.sweep4j.sweep.Value;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a whole sweep out of a tree, overrides merged in, and reports all that is wrong with it. One use each. */
final class SweepReader {
    /** The name of a draft whose own could not be read. */
    private static final String UNNAMED = "unnamed";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");
    private static final String NAME_EXPECTATION =
            "up to 100 of the letters A-Z and a-z, digits, '.', '_' and '-', not starting with '.' or '-'";
    private static final int LONGEST_DESCRIPTION = 10_000;
    private static final int MOST_REPEATS = 10_000;
    private static final long DEFAULT_SEED = 42;
    private static final long DEFAULT_BATCH_SIZE = 128;

    private final Node.Mapping root;
    private final Problems problems;
    private final Problems notes;
    private final ValueReader values;
    private final Map<Parameter, ParameterValues> parameters = new LinkedHashMap<>();
    private final Set<Parameter> invalid = EnumSet.noneOf(Parameter.class);

    SweepReader(Node.Mapping root, Problems problems, Problems notes) {
        this.root = root;
        this.problems = problems;
        this.notes = notes;
        this.values = new ValueReader(problems);
    }

    /**
     * What was read.
     *
     * @param sweep what is left once all that is wrong has been left out
     * @param invalid parameters whose values could not be read
     */
    record Draft(Sweep sweep, Set<Parameter> invalid, boolean exclusionsInvalid) {}

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    Draft read(String source) {
        checkKeys();
        checkMethod();
        String name = name();
        String description = description();
        Optional<Node.Entry> datasetEntry = root.entry("dataset");
        Optional<DatasetSpec> dataset = datasetEntry.isEmpty()
                ? Optional.of(DatasetSpec.digits())
                : new DatasetReader(problems).read(datasetEntry.get());
        boolean trainAccuracy = trainAccuracy();
        DatasetSpec spec = dataset.orElseGet(DatasetSpec::digits);
        Optional<Metric> metric = root.entry("metric")
                .flatMap(entry -> new MetricReader(problems, notes).read(entry, dataset, trainAccuracy));
        readParameters();
        List<Dimension> dimensions = new ZipReader(problems, parameters, invalid).read(root.entry("zip"));
        ExclusionReader exclusions = new ExclusionReader(problems, parameters, invalid);
        List<Exclusion> excluded = root.entry("exclude")
                .map(entry -> exclusions.read(entry.value()))
                .orElse(List.of());
        int repeats = repeats();
        dataset.ifPresent(this::checkBatchSize);
        Sweep sweep = new Sweep(
                name,
                description,
                spec,
                metric.orElseGet(() -> MetricReader.fallback(spec)),
                constants(),
                dimensions,
                excluded,
                repeats,
                onDivergence(),
                trainAccuracy,
                checkpointEvery(),
                limits(metric),
                source);
        return new Draft(sweep, Set.copyOf(invalid), exclusions.incomplete());
    }

    private void checkKeys() {
        for (Node.Entry entry : root.entries()) {
            Mark mark = entry.key().mark();
            String key = entry.name();
            if (Keys.IGNORED.contains(key)) {
                notes.add(mark, "'" + key + "' is ignored: Sweep4j trains the networks itself");
            } else if (Keys.NOT_YET.contains(key)) {
                problems.add(
                        mark, "'" + key + "' is not yet supported: a sweep trains its whole grid" + Keys.instead(key));
            } else if (!Keys.TOP_LEVEL.contains(key)) {
                report(mark, Keys.topLevel(key));
            }
        }
    }

    private void report(Mark mark, Keys.Unknown unknown) {
        problems.add(mark, unknown.message());
        unknown.parameter().ifPresent(invalid::add);
    }

    /** The entry of a key that must be there; where there is none, the one that is probably meant for it. */
    private Optional<Node.Entry> required(String key) {
        return root.entry(key)
                .or(() -> root.entries().stream()
                        .filter(entry -> !Keys.known(entry.name())
                                && Keys.topLevel(entry.name()).key().equals(Optional.of(key)))
                        .findFirst());
    }

    private void checkMethod() {
        Optional<Node.Entry> entry = root.entry("method");
        if (entry.isEmpty()) {
            return;
        }
        Node.Scalar method = values.scalar("'method'", "grid", entry.get().value());
        if (method == null || method.text().equals("grid")) {
            return;
        }
        boolean known = method.text().equals("random") || method.text().equals("bayes");
        problems.add(
                method.mark(),
                "'method' cannot be " + Quote.of(method.text())
                        + (known
                                ? ": it is not yet supported, use grid"
                                : Spelling.hint(method.text(), List.of("grid"), ": expected grid")));
    }

    private String name() {
        Optional<Node.Entry> entry = required("name");
        if (entry.isEmpty()) {
            problems.add(root.mark(), "'name' is missing: a sweep needs a name, such as name: my-sweep");
            return UNNAMED;
        }
        Node.Scalar name = values.scalar("'name'", NAME_EXPECTATION, entry.get().value());
        if (name == null) {
            return UNNAMED;
        }
        if (!isName(name.text())) {
            problems.add(name.mark(), "'name' cannot be " + Quote.of(name.text()) + ": expected " + NAME_EXPECTATION);
            return UNNAMED;
        }
        return name.text();
    }

    private String description() {
        Optional<Node.Entry> entry = root.entry("description");
        if (entry.isEmpty()) {
            return "";
        }
        Node.Scalar text = values.scalar("'description'", "a text", entry.get().value());
        if (text == null) {
            return "";
        }
        boolean clean = text.text().codePoints().allMatch(SourceText::printable);
        if (!clean || text.text().length() > LONGEST_DESCRIPTION) {
            problems.add(
                    text.mark(),
                    "'description' cannot be "
                            + (clean
                                    ? "longer than " + LONGEST_DESCRIPTION + " characters"
                                    : "a text with control characters"));
            return "";
        }
        return text.text();
    }

    private boolean trainAccuracy() {
        return root.entry("train_accuracy")
                .flatMap(entry -> values.flag("'train_accuracy'", entry.value()))
                .map(flag -> ((Value.Flag) flag).set())
                .orElse(false);
    }

    private Limits limits(Optional<Metric> metric) {
        Double target = root.entry("metric")
                .flatMap(entry -> new MetricReader(problems, notes).target(entry, metric))
                .orElse(null);
        return new LimitsReader(problems).read(root, target);
    }

    private int checkpointEvery() {
        return root.entry("checkpoint_every")
                .flatMap(entry -> values.whole(
                        "'checkpoint_every'",
                        1,
                        Integer.MAX_VALUE,
                        "a whole number of epochs from 1 on",
                        entry.value()))
                .map(epochs -> (int) ((Value.Whole) epochs).number())
                .orElse(0);
    }

    private OnDivergence onDivergence() {
        List<String> names =
                Stream.of(OnDivergence.values()).map(OnDivergence::yaml).toList();
        Optional<Node.Entry> entry = root.entry("on_divergence");
        if (entry.isEmpty()) {
            return OnDivergence.STOP;
        }
        Node.Scalar choice =
                values.scalar("'on_divergence'", "stop or continue", entry.get().value());
        if (choice == null) {
            return OnDivergence.STOP;
        }
        if (!names.contains(choice.text())) {
            problems.add(
                    choice.mark(),
                    "'on_divergence' cannot be " + Quote.of(choice.text())
                            + Spelling.hint(choice.text(), names, ": expected stop or continue"));
            return OnDivergence.STOP;
        }
        return OnDivergence.valueOf(choice.text().toUpperCase(Locale.ROOT));
    }

    private void readParameters() {
        Optional<Node.Entry> entry = required("parameters");
        String expectation = "a map of at least one parameter, such as learning_rate: [0.1, 0.01]";
        if (entry.isEmpty()) {
            problems.add(root.mark(), "'parameters' is missing: expected " + expectation);
            return;
        }
        Node node = entry.get().value();
        if (!(node instanceof Node.Mapping map)) {
            problems.addUnexpected("'parameters'", expectation, node);
            return;
        }
        if (map.entries().isEmpty()) {
            problems.add(map.mark(), "'parameters' is empty: expected " + expectation);
        }
        ParameterReader reader = new ParameterReader(problems);
        for (Node.Entry parameterEntry : map.entries()) {
            Optional<Parameter> parameter = Parameter.named(parameterEntry.name());
            if (parameter.isEmpty()) {
                report(parameterEntry.key().mark(), Keys.parameter(parameterEntry.name()));
                continue;
            }
            reader.read(parameter.get(), parameterEntry)
                    .ifPresentOrElse(read -> parameters.put(parameter.get(), read), () -> invalid.add(parameter.get()));
        }
    }

    private Map<Parameter, Value> constants() {
        Map<Parameter, Value> constants = new EnumMap<>(Parameter.class);
        parameters.values().stream()
                .filter(read -> !read.axis())
                .forEach(read -> constants.put(read.parameter(), read.values().get(0)));
        return constants;
    }

    private int repeats() {
        Optional<Node.Entry> entry = root.entry("repeats");
        if (entry.isEmpty()) {
            return 1;
        }
        Node node = entry.get().value();
        int repeats = values.whole("'repeats'", 1, MOST_REPEATS, "a whole number from 1 to " + MOST_REPEATS, node)
                .map(value -> (int) ((Value.Whole) value).number())
                .orElse(1);
        ParameterValues seed = parameters.get(Parameter.SEED);
        if (repeats == 1 || seed == null) {
            return repeats;
        }
        if (seed.axis()) {
            problems.add(
                    node.mark(),
                    "'repeats' cannot be " + repeats + " beside the axis 'seed' "
                            + seed.key().place() + ": repeats make seeds of their own");
            return 1;
        }
        long first = seed.values().get(0) instanceof Value.Whole whole ? whole.number() : DEFAULT_SEED;
        if (first > Long.MAX_VALUE - (repeats - 1)) {
            problems.add(
                    seed.marks().get(0),
                    "'seed' cannot be '" + first + "': " + repeats + " repeats need seeds above it");
            return 1;
        }
        return repeats;
    }

    private void checkBatchSize(DatasetSpec dataset) {
        OptionalLong rows = trainingRows(dataset);
        if (rows.isEmpty() || invalid.contains(Parameter.BATCH_SIZE)) {
            return;
        }
        String training = "dataset " + dataset.kind().yaml() + " has " + rows.getAsLong() + " training samples here";
        ParameterValues sizes = parameters.get(Parameter.BATCH_SIZE);
        if (sizes == null) {
            if (rows.getAsLong() < DEFAULT_BATCH_SIZE) {
                Mark mark =
                        root.entry("dataset").map(entry -> entry.key().mark()).orElse(root.mark());
                problems.add(
                        mark,
                        training + ", fewer than the default batch_size of " + DEFAULT_BATCH_SIZE
                                + ": set 'batch_size'");
            }
            return;
        }
        for (int i = 0; i < sizes.values().size(); i++) {
            long size = ((Value.Whole) sizes.values().get(i)).number();
            if (size > rows.getAsLong()) {
                problems.add(sizes.marks().get(i), "'batch_size' cannot be '" + size + "': " + training);
            }
        }
    }

    /** The most rows that there can be to train on, where the definition tells. */
    private static OptionalLong trainingRows(DatasetSpec dataset) {
        Optional<SplitSizes> sizes = dataset.sizes();
        if (sizes.isPresent()) {
            return OptionalLong.of(sizes.get().train());
        }
        long train = dataset.whole(DatasetOption.TRAIN, 0);
        return train > 0 ? OptionalLong.of(train) : OptionalLong.empty();
    }
}
