package io.sweep4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.sweep4j.sweep.DatasetKind;
import io.sweep4j.sweep.DatasetOption;
import io.sweep4j.sweep.DatasetSpec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedProviderTest extends DatasetProviderContract {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1/");
    private final PublishedFixture fixture = new PublishedFixture();

    @TempDir
    Path folder;

    @BeforeEach
    void writeFiles() throws Exception {
        fixture.writeGzipped(own());
    }

    private Path own() {
        return folder.resolve("data").resolve("mnist");
    }

    private Path cached() {
        return folder.resolve("cache").resolve("mnist");
    }

    private DatasetProvider with(PublishedDataset published) {
        return new PublishedProvider(
                published,
                new DataFolders(folder.resolve("data"), folder.resolve("cache")),
                new Downloader(Downloader.Limits.USUAL, DownloadProgress.NONE));
    }

    private void moveToCache() throws Exception {
        Files.createDirectories(folder.resolve("cache"));
        Files.move(own(), cached());
    }

    @Override
    DatasetProvider provider() throws Exception {
        return with(fixture.mnist(List.of(NOWHERE)));
    }

    @Override
    DatasetSpec spec() {
        return Specs.sized(DatasetKind.MNIST, 20, 6, 8);
    }

    @Override
    List<Path> files() {
        return fixture.gzipped().keySet().stream().map(own()::resolve).toList();
    }

    @Test
    void validation_is_the_head_of_the_training_file() throws Exception {
        Dataset data = provider().load(spec());

        assertThat(data.validation().labels()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(data.train().labels()).hasSize(20).startsWith(6, 7, 8, 9, 0, 1);
        assertThat(data.test().labels()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void describes_itself_without_any_file() throws Exception {
        DatasetInfo before = provider().describe(spec());
        moveToCache();

        assertThat(provider().describe(spec())).isEqualTo(before);
    }

    @Test
    void plain_files_do_as_well() throws Exception {
        Dataset packed = provider().load(spec());
        for (Path file : files()) {
            Files.delete(file);
        }
        fixture.writePlain(own());

        assertThat(provider().load(spec()).train().features())
                .isEqualTo(packed.train().features());
    }

    @Test
    void a_cached_copy_is_used_where_the_data_folder_has_none() throws Exception {
        moveToCache();

        assertThat(provider().fetch()).isEqualTo(cached());
        assertThat(provider().load(spec()).train().rows()).isEqualTo(20);
        assertThat(provider().status().available()).isTrue();
        assertThat(provider().status().where()).isEqualTo(cached().toString());
    }

    @Test
    void a_wrong_file_in_the_data_folder_is_named_even_if_the_cache_has_the_right_one() throws Exception {
        fixture.writeGzipped(cached());
        Path wrong = write(own().resolve("t10k-labels-idx1-ubyte.gz"), IdxFixture.labels(12, 9));

        assertThatThrownBy(() -> provider().load(spec()))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(wrong + ": not the published t10k-labels-idx1-ubyte: its checksum is");
    }

    @Test
    void a_file_of_another_shape_is_named_with_both_shapes() throws Exception {
        Path wrong = write(own().resolve("t10k-images-idx3-ubyte.gz"), IdxFixture.images(12, 14, 14));

        assertThatThrownBy(() -> provider().fetch())
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(wrong.toString())
                .hasMessageContaining("12 items of 14×14 instead of 12");
    }

    @Test
    void what_is_missing_is_downloaded_to_the_cache_and_checked() throws Exception {
        moveToCache();
        Files.delete(cached().resolve("t10k-images-idx3-ubyte.gz"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/mnist/", exchange -> {
            try (exchange) {
                String name = Path.of(exchange.getRequestURI().getPath())
                        .getFileName()
                        .toString();
                byte[] body = fixture.gzipped().getOrDefault(name, new byte[0]);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        try {
            URI mirror = URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                    + server.getAddress().getPort() + "/mnist/");
            DatasetProvider provider = with(fixture.mnist(List.of(NOWHERE, mirror)));

            assertThat(provider.status().available()).isFalse();
            assertThat(provider.load(spec()).test().rows()).isEqualTo(8);
            assertThat(provider.status().available()).isTrue();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void an_unreachable_mirror_is_answered_with_how_to_do_without() throws Exception {
        moveToCache();
        Files.delete(cached().resolve("train-labels-idx1-ubyte.gz"));

        assertThatThrownBy(() -> provider().load(spec()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("http://127.0.0.1:1/train-labels-idx1-ubyte.gz")
                .hasMessageContaining("place them in " + cached())
                .hasMessageContaining("a folder named mnist within the folder given with --data-dir");
    }

    @Test
    void fashion_files_are_known_by_the_md5_of_the_gz() throws Exception {
        Path fashion = folder.resolve("data").resolve("fashion-mnist");
        fixture.writeGzipped(fashion);
        DatasetProvider provider = with(fixture.fashion(List.of(NOWHERE)));
        DatasetSpec spec = Specs.sized(DatasetKind.FASHION_MNIST, 20, 6, 8);

        assertThat(provider.load(spec).info()).isEqualTo(provider.describe(spec));

        Path wrong = write(fashion.resolve("train-labels-idx1-ubyte.gz"), IdxFixture.gzip(IdxFixture.labels(30, 9)));
        assertThatThrownBy(() -> provider.load(spec)).hasMessageStartingWith(wrong + ": not the published");
    }

    @Test
    void plain_fashion_files_are_checked_for_structure_and_labels() throws Exception {
        Path fashion = folder.resolve("data").resolve("fashion-mnist");
        fixture.writePlain(fashion);
        DatasetProvider provider = with(fixture.fashion(List.of(NOWHERE)));
        DatasetSpec spec = Specs.sized(DatasetKind.FASHION_MNIST, 20, 6, 8);
        assertThat(provider.load(spec).train().rows()).isEqualTo(20);

        Path wrong = write(fashion.resolve("train-labels-idx1-ubyte"), IdxFixture.labels(30, 11));
        assertThatThrownBy(() -> provider.load(spec)).hasMessage(wrong + ": label 10 of sample 10 is not from 0 to 9");
    }

    @Test
    void names_the_option_that_asks_for_more_than_there_is() {
        assertThatThrownBy(() -> provider().describe(Specs.with(spec(), DatasetOption.TRAIN, 25)))
                .isInstanceOf(DatasetOptionException.class)
                .hasMessageContaining("25 samples asked for, but there are at most 24 in mnist beside the 6");
    }
}
