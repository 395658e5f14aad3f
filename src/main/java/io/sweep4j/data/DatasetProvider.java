package io.sweep4j.data;

import io.sweep4j.sweep.DatasetSpec;

/** One kind of dataset. Implementations are thread-safe; equal specifications give equal datasets, bit for bit. */
interface DatasetProvider {

    /** Describes the dataset, reading no more than that takes: without network, and without files where sizes and content are known. */
    DatasetInfo describe(DatasetSpec spec) throws DatasetException, DatasetOptionException;

    /** Loads and checks the dataset; what it returns agrees with {@link #describe}. */
    Dataset load(DatasetSpec spec) throws DatasetException, DatasetOptionException;
}
