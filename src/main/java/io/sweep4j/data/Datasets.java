package io.sweep4j.data;

import io.sweep4j.sweep.DatasetKind;
import io.sweep4j.sweep.DatasetSpec;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All datasets by their kind: the way in. Thread-safe. Nothing is kept: {@link #load} reads anew at each call, so call
 * it once and share what it returns.
 */
public final class Datasets {
    private final Map<DatasetKind, DatasetProvider> providers = new EnumMap<>(DatasetKind.class);

    /**
     * @param folders where published datasets are looked for and downloaded to
     * @param progress hears of downloads
     */
    public Datasets(DataFolders folders, DownloadProgress progress) {
        Downloader downloader = new Downloader(Downloader.Limits.USUAL, progress);
        providers.put(DatasetKind.DIGITS, new DigitsProvider());
        providers.put(DatasetKind.MNIST, new PublishedProvider(PublishedDataset.MNIST, folders, downloader));
        providers.put(
                DatasetKind.FASHION_MNIST, new PublishedProvider(PublishedDataset.FASHION_MNIST, folders, downloader));
        providers.put(DatasetKind.IDX, new IdxProvider());
        providers.put(DatasetKind.CSV, new CsvProvider());
    }

    /**
     * Describes a dataset. Never uses the network; reads files only for datasets made of the user's own.
     *
     * @throws DatasetException if a file that must be read is missing or wrong
     * @throws DatasetOptionException if an option of the sweep file does not fit the data
     */
    public DatasetInfo describe(DatasetSpec spec) throws DatasetException, DatasetOptionException {
        try {
            return provider(spec.kind()).describe(spec);
        } catch (OutOfMemoryError e) {
            throw tooLarge(spec, e);
        }
    }

    /**
     * Loads a dataset into memory and checks it, downloading it first if need be; the info of what it returns equals
     * what {@link #describe} says while the files stay the same.
     *
     * @throws DatasetException if the dataset can't be had: missing, cut, wrong, unreachable, too large for the memory
     * @throws DatasetOptionException if an option of the sweep file does not fit the data
     */
    public Dataset load(DatasetSpec spec) throws DatasetException, DatasetOptionException {
        try {
            return provider(spec.kind()).load(spec);
        } catch (OutOfMemoryError e) {
            throw tooLarge(spec, e);
        }
    }

    /** What was read so far is garbage by now. */
    private static DatasetException tooLarge(DatasetSpec spec, OutOfMemoryError e) {
        return new DatasetException(
                "dataset " + spec.kind().yaml()
                        + " takes more memory than Java may use; ask for less of it, or give Java more with -Xmx",
                e);
    }

    /** Every kind of dataset, in the order of {@link DatasetKind}; looks for files but does not open them. */
    public List<DatasetStatus> list() {
        return providers.values().stream().map(DatasetProvider::status).toList();
    }

    /**
     * Makes sure that a published dataset is on this machine and whole, downloading what is missing.
     *
     * @return the folder it is in
     * @throws DatasetException if it can't be had, or if a file that is there is wrong
     * @throws IllegalArgumentException if this kind of dataset is not downloaded, see {@link DatasetStatus#fetchable}
     */
    public Path fetch(DatasetKind kind) throws DatasetException {
        return provider(kind).fetch();
    }

    private DatasetProvider provider(DatasetKind kind) {
        return Objects.requireNonNull(providers.get(kind), kind.yaml());
    }
}
