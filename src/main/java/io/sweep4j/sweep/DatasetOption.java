package io.sweep4j.sweep;

import java.util.Locale;

/** A key below {@code dataset:} in a sweep file. */
public enum DatasetOption {
    /** Most training samples to take. */
    TRAIN,
    /** Samples taken from the head of the training file for validation; for csv also a share. */
    VALIDATION,
    /** Test samples to take; for csv also a share. */
    TEST,
    /** Seed of what the dataset draws or splits. */
    SEED,
    /** The CSV file. */
    PATH,
    /** The column of the class: its name, or its number from 0. */
    LABEL,
    /** Whether the first line names the columns. */
    HEADER,
    /** Whether features are shifted and scaled to mean 0 and deviation 1 on the training split. */
    STANDARDISE,
    /** IDX file of the training images. */
    TRAIN_IMAGES,
    /** IDX file of the training labels. */
    TRAIN_LABELS,
    /** IDX file of the test images. */
    TEST_IMAGES,
    /** IDX file of the test labels. */
    TEST_LABELS;

    /** Whether its value is the path of a file. */
    public boolean isPath() {
        return switch (this) {
            case PATH, TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS -> true;
            default -> false;
        };
    }

    /** The name in sweep files. */
    public String yaml() {
        return name().toLowerCase(Locale.ROOT);
    }
}
