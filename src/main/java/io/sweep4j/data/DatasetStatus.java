package io.sweep4j.data;

import io.sweep4j.sweep.DatasetKind;

/**
 * A dataset in the list of what there is.
 *
 * @param description what it is, one line
 * @param available whether it can be had without network; for files of the user's own, true
 * @param fetchable whether it can be downloaded
 * @param where where it is or would be put, for people; files that are there have not been checked yet
 */
public record DatasetStatus(DatasetKind kind, String description, boolean available, boolean fetchable, String where) {

    /** A dataset that comes with Sweep4j. */
    static DatasetStatus builtIn(DatasetKind kind, String description) {
        return new DatasetStatus(kind, description, true, false, "built in");
    }

    /** A dataset made of files that the sweep file names. */
    static DatasetStatus own(DatasetKind kind, String description) {
        return new DatasetStatus(kind, description, true, false, "files of your own");
    }

    /** The name in sweep files. */
    public String name() {
        return kind.yaml();
    }
}
