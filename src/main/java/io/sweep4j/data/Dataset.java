package io.sweep4j.data;

/** A dataset in memory, shared read-only by all trials. */
public record Dataset(DatasetInfo info, Split train, Split validation, Split test) {

    /** The memory that its samples take. */
    public long bytes() {
        return train.bytes() + validation.bytes() + test.bytes();
    }
}
