package io.sweep4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sweep4j.sweep.DatasetKind;
import io.sweep4j.sweep.DatasetSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
    @TempDir
    Path folder;

    private Datasets datasets() {
        return new Datasets(new DataFolders(null, folder), DownloadProgress.NONE);
    }

    @Test
    void lists_every_kind_and_what_is_at_hand() {
        assertThat(datasets().list()).extracting(DatasetStatus::kind).containsExactly(DatasetKind.values());
        assertThat(datasets().list())
                .filteredOn(DatasetStatus::available)
                .extracting(DatasetStatus::name)
                .containsExactly("digits", "idx", "csv");
        assertThat(datasets().list())
                .filteredOn(DatasetStatus::fetchable)
                .extracting(DatasetStatus::where)
                .containsExactly(
                        "not yet in " + folder.resolve("mnist"), "not yet in " + folder.resolve("fashion-mnist"));
    }

    @Test
    void only_published_datasets_are_fetched() {
        assertThatThrownBy(() -> datasets().fetch(DatasetKind.CSV))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("csv is not downloaded");
    }

    @Test
    void published_datasets_have_fingerprints_of_their_own_without_files() throws Exception {
        String mnist = datasets().describe(Specs.of(DatasetKind.MNIST)).fingerprint();
        String fashion =
                datasets().describe(Specs.of(DatasetKind.FASHION_MNIST)).fingerprint();

        assertThat(mnist).isNotEqualTo(fashion);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void loads_what_it_describes() throws Exception {
        DatasetSpec spec = Specs.sized(DatasetKind.DIGITS, 3, 2, 1);

        assertThat(datasets().load(spec).info()).isEqualTo(datasets().describe(spec));
    }

    @Test
    void the_cache_follows_xdg() {
        Map<String, String> home = Map.of("HOME", "/home/ada");

        assertThat(DataFolders.of(null, home).cache()).isEqualTo(Path.of("/home/ada/.cache/sweep4j"));
        assertThat(DataFolders.of(null, Map.of("HOME", "/home/ada", "XDG_CACHE_HOME", "/var/x"))
                        .cache())
                .isEqualTo(Path.of("/var/x/sweep4j"));
        assertThat(DataFolders.of(null, Map.of("HOME", "/home/ada", "XDG_CACHE_HOME", "x"))
                        .cache())
                .isEqualTo(Path.of("/home/ada/.cache/sweep4j"));
    }

    @Test
    void a_data_folder_without_the_dataset_is_passed_over() throws Exception {
        DataFolders folders = new DataFolders(folder, folder.resolve("cache"));
        assertThat(folders.own("mnist")).isEmpty();

        Files.createDirectory(folder.resolve("mnist"));
        assertThat(folders.own("mnist")).contains(folder.resolve("mnist"));
    }

    @Test
    void what_does_not_fit_in_memory_is_refused_with_both_sizes() throws Exception {
        Memory.check("small", 1_000, 784, 1L << 30);

        assertThatThrownBy(() -> Memory.check("pictures", 1_000_000, 784, 1L << 30))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("1000000 samples of 784 numbers take 2990 MiB, and Java may use 1024 MiB");
    }
}
