package io.sweep4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sweep4j.sweep.DatasetKind;
import io.sweep4j.sweep.DatasetOption;
import io.sweep4j.sweep.DatasetSpec;
import io.sweep4j.sweep.SplitSizes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real files, where there are any. */
class MnistTest extends DatasetProviderContract {
    @TempDir
    Path empty;

    private Path dataDir = Path.of("");

    @BeforeEach
    void findFiles() {
        dataDir = Path.of(System.getenv().getOrDefault("SWEEP4J_DATA_DIR", "none"));
        assumeTrue(
                Files.isDirectory(dataDir.resolve("mnist")),
                "skipped: SWEEP4J_DATA_DIR names no folder with MNIST in mnist/");
    }

    @Override
    DatasetProvider provider() {
        return new PublishedProvider(
                PublishedDataset.MNIST,
                new DataFolders(dataDir, empty),
                new Downloader(Downloader.Limits.USUAL, DownloadProgress.NONE));
    }

    @Override
    DatasetSpec spec() {
        return Specs.sized(DatasetKind.MNIST, 1_000, 200, 300);
    }

    /** None to be damaged: they are not the test's own. */
    @Override
    List<Path> files() {
        return List.of();
    }

    @Test
    void the_whole_of_it_is_as_published() throws Exception {
        Dataset data = provider().load(Specs.of(DatasetKind.MNIST));

        assertThat(data.info().sizes()).isEqualTo(new SplitSizes(55_000, 5_000, 10_000));
        assertThat(data.test().labels()).startsWith(7, 2, 1, 0, 4);
        assertThat(Arrays.stream(data.test().labels())
                        .filter(label -> label == 0)
                        .count())
                .isEqualTo(980);
        assertThat(data.validation().labels()).startsWith(5, 0, 4, 1, 9);
    }

    @Test
    void the_same_files_as_idx_have_the_same_fingerprint() throws Exception {
        Path mnist = dataDir.resolve("mnist");
        assumeTrue(
                Files.exists(mnist.resolve("train-images-idx3-ubyte.gz")), "skipped: the files of MNIST are unpacked");
        DatasetSpec idx = Specs.with(
                Specs.sized(DatasetKind.IDX, 55_000, 5_000, 10_000),
                DatasetOption.TRAIN_IMAGES,
                mnist.resolve("train-images-idx3-ubyte.gz"),
                DatasetOption.TRAIN_LABELS,
                mnist.resolve("train-labels-idx1-ubyte.gz"),
                DatasetOption.TEST_IMAGES,
                mnist.resolve("t10k-images-idx3-ubyte.gz"),
                DatasetOption.TEST_LABELS,
                mnist.resolve("t10k-labels-idx1-ubyte.gz"));

        assertThat(new IdxProvider().describe(idx).fingerprint())
                .isEqualTo(provider().describe(Specs.of(DatasetKind.MNIST)).fingerprint());
    }
}
