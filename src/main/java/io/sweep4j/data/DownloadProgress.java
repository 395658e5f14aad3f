package io.sweep4j.data;

/** Hears how a download goes, always on the thread that asked for the dataset. */
@FunctionalInterface
public interface DownloadProgress {

    /** Hears nothing. */
    DownloadProgress NONE = (file, bytes, total) -> {};

    /**
     * Some more of a file has come, or a new attempt has begun; called about ten times a second.
     *
     * @param file its name without folder
     * @param bytes what is there so far, a resumed download's earlier part included; falls when an attempt starts over
     * @param total what there will be, -1 if the server does not say
     */
    void advanced(String file, long bytes, long total);

    /** The file is finished or given up; nothing more will be heard of it. */
    default void ended(String file) {}
}
