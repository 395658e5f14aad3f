package io.sweep4j.definition;

import io.sweep4j.sweep.DatasetKind;
import io.sweep4j.sweep.DatasetOption;
import io.sweep4j.sweep.DatasetSpec;
import io.sweep4j.sweep.Domain;
import io.sweep4j.sweep.Spelling;
import io.sweep4j.sweep.Value;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code dataset:}, a name or a map of name and options, and checks what follows from it alone. */
final class DatasetReader {
    private static final List<String> KINDS =
            Stream.of(DatasetKind.values()).map(DatasetKind::yaml).toList();
    private static final int MOST_DIGITS = 1_000_000;
    private static final int MNIST_TEST_ROWS = 10_000;
    /** What csv holds back for validation, and again for the test, unless told otherwise. */
    private static final double CSV_SHARE = 0.15;

    private final Problems problems;
    private final ValueReader values;

    DatasetReader(Problems problems) {
        this.problems = problems;
        this.values = new ValueReader(problems);
    }

    /** The dataset; empty, and reported, if something about it is wrong. */
    Optional<DatasetSpec> read(Node.Entry entry) {
        int before = problems.count();
        if (!(entry.value() instanceof Node.Mapping map)) {
            return kind(entry.value())
                    .flatMap(kind -> complete(kind, entry.value().mark(), Map.of(), Map.of(), before));
        }
        Optional<Node.Entry> name = map.entry("name");
        if (name.isEmpty()) {
            problems.add(map.mark(), "'dataset' needs a 'name': one of " + String.join(", ", KINDS));
            return Optional.empty();
        }
        return kind(name.get().value())
                .flatMap(kind -> options(kind, name.get().value().mark(), map, before));
    }

    private Optional<DatasetKind> kind(Node node) {
        String expectation = "one of " + String.join(", ", KINDS) + ", or a map such as {name: mnist, train: 55000}";
        Node.Scalar scalar = values.scalar("'dataset'", expectation, node);
        if (scalar == null) {
            return Optional.empty();
        }
        Optional<DatasetKind> kind = DatasetKind.named(scalar.text());
        if (kind.isEmpty()) {
            problems.add(
                    scalar.mark(),
                    "'dataset' cannot be " + Quote.of(scalar.text())
                            + Spelling.hint(scalar.text(), KINDS, ": expected " + expectation));
        }
        return kind;
    }

    private Optional<DatasetSpec> options(DatasetKind kind, Mark name, Node.Mapping map, int before) {
        Map<DatasetOption, Value> options = new EnumMap<>(DatasetOption.class);
        Map<DatasetOption, Mark> marks = new EnumMap<>(DatasetOption.class);
        for (Node.Entry entry : map.entries()) {
            if (entry.name().equals("name")) {
                continue;
            }
            Optional<DatasetOption> option = Stream.of(DatasetOption.values())
                    .filter(o -> o.yaml().equals(entry.name()))
                    .findFirst();
            if (option.isEmpty() || !kind.options().contains(option.get())) {
                problems.add(entry.key().mark(), unknown(kind, entry.name(), option.isPresent()));
                continue;
            }
            marks.put(option.get(), entry.value().mark());
            option(kind, option.get(), entry.value()).ifPresent(value -> options.put(option.get(), value));
        }
        return complete(kind, name, options, marks, before);
    }

    private static String unknown(DatasetKind kind, String name, boolean elsewhere) {
        List<String> known = kind.options().stream().map(DatasetOption::yaml).toList();
        String takes = kind.yaml() + " takes " + String.join(", ", known);
        return elsewhere
                ? "dataset " + kind.yaml() + " has no option '" + name + "': " + takes
                : "unknown key " + Quote.of(name) + Spelling.hint(name, known, ": " + takes);
    }

    private Optional<Value> option(DatasetKind kind, DatasetOption option, Node node) {
        String label = "'" + option.yaml() + "' of dataset " + kind.yaml();
        return switch (option) {
            case TRAIN -> values.whole(label, 1, Integer.MAX_VALUE, "a number of samples from 1 on", node);
            case VALIDATION, TEST -> amount(kind, label, node);
            case SEED -> values.whole(label, Long.MIN_VALUE, Long.MAX_VALUE, "a whole number", node);
            case HEADER, STANDARDISE -> values.flag(label, node);
            case LABEL -> label(label, node);
            case PATH, TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS ->
                values.text(label, "the path of a file", node);
        };
    }

    private Optional<Value> amount(DatasetKind kind, String label, Node node) {
        boolean fraction = node instanceof Node.Scalar scalar
                && Numbers.isReal(scalar.text())
                && !Numbers.isInteger(scalar.text());
        if (fraction && kind.takesShares()) {
            return values.real(label, new Domain.Reals(0, true, 1, false), node);
        }
        String expectation = "a number of samples from 0 on" + (kind.takesShares() ? ", or a share such as 0.15" : "");
        return values.whole(label, 0, Integer.MAX_VALUE, expectation, node);
    }

    /** A column by its name, or by its number from 0, −1 being the last. */
    private Optional<Value> label(String label, Node node) {
        String expectation = "the name of a column, its number from 0, or -1 for the last";
        if (node instanceof Node.Scalar scalar && scalar.plain()) {
            boolean number = Numbers.isReal(scalar.text()) || Numbers.isOddNumber(scalar.text());
            if (number) {
                return values.whole(label, -1, Integer.MAX_VALUE, expectation + " (in quotes if it is a name)", node);
            }
        }
        return values.text(label, expectation, node);
    }

    private Optional<DatasetSpec> complete(
            DatasetKind kind,
            Mark name,
            Map<DatasetOption, Value> options,
            Map<DatasetOption, Mark> marks,
            int before) {
        for (DatasetOption option : kind.required()) {
            if (!options.containsKey(option) && !marks.containsKey(option)) {
                problems.add(name, "dataset " + kind.yaml() + " needs '" + option.yaml() + "', as in " + example(kind));
            }
        }
        if (problems.count() > before) {
            return Optional.empty();
        }
        DatasetSpec spec = new DatasetSpec(kind, options);
        checkAmounts(spec, name, marks);
        return problems.count() > before ? Optional.empty() : Optional.of(spec);
    }

    private static String example(DatasetKind kind) {
        return kind == DatasetKind.CSV
                ? "{name: csv, path: flowers.csv, label: species}"
                : "{name: idx, train_images: …, train_labels: …, test_images: …, test_labels: …}";
    }

    private void checkAmounts(DatasetSpec spec, Mark name, Map<DatasetOption, Mark> marks) {
        switch (spec.kind()) {
            case DIGITS -> checkDigits(spec, name, marks);
            case MNIST, FASHION_MNIST -> checkMnist(spec, name, marks);
            case CSV -> checkShares(spec, name, marks);
            case IDX -> {}
        }
    }

    private void checkDigits(DatasetSpec spec, Mark name, Map<DatasetOption, Mark> marks) {
        long total = spec.sizes()
                .map(sizes -> (long) sizes.train() + sizes.validation() + sizes.test())
                .orElse(0L);
        if (total > MOST_DIGITS) {
            problems.add(
                    first(marks.values(), name),
                    "dataset digits draws at most 1000000 samples, and train, validation and test ask for " + total);
        }
    }

    private void checkMnist(DatasetSpec spec, Mark name, Map<DatasetOption, Mark> marks) {
        int rows = spec.kind().trainFileRows();
        String set = "dataset " + spec.kind().yaml();
        long validation = spec.sizes().map(sizes -> (long) sizes.validation()).orElse(0L);
        Optional<Value> train = spec.option(DatasetOption.TRAIN);
        long asked = validation + spec.whole(DatasetOption.TRAIN, 1);
        if (asked > rows) {
            String sum = train.map(count -> "train " + count.text() + " and ").orElse("") + "validation " + validation
                    + (marks.containsKey(DatasetOption.VALIDATION) ? "" : " (the default)");
            Mark mark = marks.getOrDefault(train.isPresent() ? DatasetOption.TRAIN : DatasetOption.VALIDATION, name);
            problems.add(
                    mark,
                    set + " has " + rows + " training samples: " + sum
                            + (train.isPresent() ? " are more" : " leaves none to train on"));
        }
        long test = spec.whole(DatasetOption.TEST, 0);
        if (test > MNIST_TEST_ROWS) {
            problems.add(
                    marks.getOrDefault(DatasetOption.TEST, name),
                    set + " has " + MNIST_TEST_ROWS + " test samples: " + test + " are more");
        }
    }

    private void checkShares(DatasetSpec spec, Mark name, Map<DatasetOption, Mark> marks) {
        double total = share(spec, DatasetOption.VALIDATION) + share(spec, DatasetOption.TEST);
        if (total >= 1) {
            DatasetOption later = marks.containsKey(DatasetOption.TEST) ? DatasetOption.TEST : DatasetOption.VALIDATION;
            problems.add(
                    marks.getOrDefault(later, name),
                    "validation and test (0.15 unless given) must be below 1 together, or nothing is left to train on");
        }
    }

    private static double share(DatasetSpec spec, DatasetOption option) {
        Optional<Value> given = spec.option(option);
        if (given.isEmpty()) {
            return CSV_SHARE;
        }
        return given.get() instanceof Value.Real share ? share.number() : 0;
    }

    private static Mark first(Collection<Mark> marks, Mark fallback) {
        return marks.stream().min(Mark.BY_POSITION).orElse(fallback);
    }
}
