package io.sweep4j.data;

import io.sweep4j.sweep.DatasetSpec;
import java.nio.file.Path;

/** One kind of dataset. Implementations are thread-safe; equal specifications give equal datasets, bit for bit. */
interface DatasetProvider {

    /** What it is and whether it is at hand, told without network and without reading files. */
    DatasetStatus status();

    /** Describes the dataset, reading no more than that takes: without network, and without files where sizes and content are known. */
    DatasetInfo describe(DatasetSpec spec) throws DatasetException, DatasetOptionException;

    /** Loads and checks the dataset; what it returns agrees with {@link #describe}. */
    Dataset load(DatasetSpec spec) throws DatasetException, DatasetOptionException;

    /**
     * Makes sure that the dataset is on this machine and whole, downloading what is missing, and returns its folder.
     *
     * @throws IllegalArgumentException if this kind of dataset is not downloaded, see {@link DatasetStatus#fetchable}
     */
    default Path fetch() throws DatasetException {
        throw new IllegalArgumentException(status().kind().yaml() + " is not downloaded");
    }
}
