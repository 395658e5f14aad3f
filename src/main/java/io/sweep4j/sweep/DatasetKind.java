package io.sweep4j.sweep;

import static io.sweep4j.sweep.DatasetOption.HEADER;
import static io.sweep4j.sweep.DatasetOption.LABEL;
import static io.sweep4j.sweep.DatasetOption.PATH;
import static io.sweep4j.sweep.DatasetOption.SEED;
import static io.sweep4j.sweep.DatasetOption.STANDARDISE;
import static io.sweep4j.sweep.DatasetOption.TEST;
import static io.sweep4j.sweep.DatasetOption.TEST_IMAGES;
import static io.sweep4j.sweep.DatasetOption.TEST_LABELS;
import static io.sweep4j.sweep.DatasetOption.TRAIN;
import static io.sweep4j.sweep.DatasetOption.TRAIN_IMAGES;
import static io.sweep4j.sweep.DatasetOption.TRAIN_LABELS;
import static io.sweep4j.sweep.DatasetOption.VALIDATION;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The datasets that a sweep file can name, and the options each takes. */
public enum DatasetKind {
    /** Digits drawn by Sweep4j itself: no file, no network. */
    DIGITS(List.of(), List.of(TRAIN, VALIDATION, TEST, SEED)),
    /** LeCun's handwritten digits: 60,000 training samples, 10,000 test samples. */
    MNIST(List.of(), List.of(TRAIN, VALIDATION, TEST)),
    /** Zalando's articles of clothing, in MNIST's shape. */
    FASHION_MNIST(List.of(), List.of(TRAIN, VALIDATION, TEST)),
    /** Any four files in MNIST's format. */
    IDX(
            List.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS),
            List.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS, TRAIN, VALIDATION, TEST)),
    /** A table of numbers with a column of classes. */
    CSV(List.of(PATH, LABEL), List.of(PATH, LABEL, HEADER, STANDARDISE, TRAIN, VALIDATION, TEST, SEED));

    private final List<DatasetOption> required;
    private final List<DatasetOption> options;

    DatasetKind(List<DatasetOption> required, List<DatasetOption> options) {
        this.required = required;
        this.options = options;
    }

    /** Options that must be given. */
    public List<DatasetOption> required() {
        return required;
    }

    /** All options, the required ones first. */
    public List<DatasetOption> options() {
        return options;
    }

    /** The split sizes of a definition that names none, where they do not depend on the user's files. */
    public Optional<SplitSizes> fullSizes() {
        return switch (this) {
            case DIGITS -> Optional.of(new SplitSizes(10_000, 2_000, 2_000));
            case MNIST, FASHION_MNIST -> Optional.of(new SplitSizes(55_000, 5_000, 10_000));
            case IDX, CSV -> Optional.empty();
        };
    }

    /** Samples in the training file that validation and training share, 0 where there is no fixed number. */
    public int trainFileRows() {
        return this == MNIST || this == FASHION_MNIST ? 60_000 : 0;
    }

    /** Whether validation and test samples may be given as shares. */
    public boolean takesShares() {
        return this == CSV;
    }

    /** The name in sweep files, such as {@code fashion-mnist}. */
    public String yaml() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The dataset of that name, if there is one. */
    public static Optional<DatasetKind> named(String yaml) {
        return Stream.of(values()).filter(kind -> kind.yaml().equals(yaml)).findFirst();
    }
}
