package io.sweep4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdxFileTest {
    private static final byte[] GOOD = IdxFixture.images(4, 3, 2);

    @TempDir
    Path folder;

    static Stream<Arguments> faults() {
        byte[] packed = IdxFixture.gzip(GOOD);
        byte[] badTrailer = packed.clone();
        badTrailer[packed.length - 8] ^= 1;
        byte[] badData = packed.clone();
        badData[10] |= 0x06; // a block of a type that deflate does not have
        return Stream.of(
                arguments("empty", new byte[0], "empty"),
                arguments("shorter than its magic number", new byte[] {0, 0}, "not an IDX file"),
                arguments("text", "<html>404</html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII), "3c68746d"),
                arguments("labels for images", IdxFixture.labels(9, 3), "holds labels, not images"),
                arguments("floats instead of bytes", header(0x0D03, 4, 3, 2), "00000d03 instead of 00000803"),
                arguments("cut in its header", Arrays.copyOf(GOOD, 9), "cut within its header"),
                arguments("cut in its pixels", Arrays.copyOf(GOOD, GOOD.length - 1), "announces 24 bytes"),
                arguments("too long", Arrays.copyOf(GOOD, GOOD.length + 1), "goes on after the 24 bytes"),
                arguments("no images", header(0x0803, 0, 3, 2), "announces 0 images"),
                arguments("no columns", header(0x0803, 4, 3, 0), "announces 0 images, rows or columns"),
                arguments("negative count", header(0x0803, -1, 3, 2), "4294967295"),
                arguments("two to the 31st, less one", header(0x0803, Integer.MAX_VALUE, 1, 1), "more than"),
                arguments("two to the 31st", header(0x0803, Integer.MIN_VALUE, 1, 1), "2147483648, more than"),
                arguments("absurd size", header(0x0803, 1 << 30, 1 << 30, 1 << 30), "announces more than"),
                arguments("gzip cut", Arrays.copyOf(packed, packed.length - 9), "cut"),
                arguments("gzip without trailer", Arrays.copyOf(packed, packed.length - 8), "cut"),
                arguments("gzip with wrong checksum", badTrailer, "damaged"),
                arguments("gzip damaged", badData, "damaged"),
                arguments("gzip header only", Arrays.copyOf(packed, 4), "cut"),
                arguments("gzip of too much", IdxFixture.gzip(Arrays.copyOf(GOOD, 50_000_000)), "goes on after"));
    }

    private static byte[] header(int magic, int... sizes) {
        ByteBuffer header = ByteBuffer.allocate(16).putInt(magic);
        Arrays.stream(sizes).forEach(header::putInt);
        return header.array();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void names_the_file_and_what_is_wrong_with_it(String name, byte[] content, String message) throws Exception {
        Path file = Files.write(folder.resolve("pictures.idx"), content);

        assertThatThrownBy(() -> IdxFile.read(file, IdxFile.Kind.IMAGES, IdxFile.ANY))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }

    @Test
    void names_a_file_that_is_not_there() {
        assertThatThrownBy(() -> IdxFile.read(folder.resolve("none"), IdxFile.Kind.LABELS, IdxFile.ANY))
                .hasMessage(folder.resolve("none") + ": there is no such file");
    }

    @Test
    void a_folder_is_not_a_file() {
        assertThatThrownBy(() -> IdxFile.read(folder, IdxFile.Kind.LABELS, IdxFile.ANY))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(folder + ": can't be read");
    }

    @Test
    void refuses_a_header_beyond_what_is_expected_before_unfolding() throws Exception {
        Path file = Files.write(folder.resolve("bomb.gz"), IdxFixture.gzip(GOOD));

        assertThatThrownBy(() -> IdxFile.read(file, IdxFile.Kind.IMAGES, 23))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("more than the 23 bytes");
    }

    @Test
    void plain_and_gzipped_files_read_alike_whatever_their_names() throws Exception {
        IdxFile plain = IdxFile.read(Files.write(folder.resolve("a.gz"), GOOD), IdxFile.Kind.IMAGES, IdxFile.ANY);
        IdxFile packed =
                IdxFile.read(Files.write(folder.resolve("b"), IdxFixture.gzip(GOOD)), IdxFile.Kind.IMAGES, IdxFile.ANY);

        assertThat(plain.gzipped()).isFalse();
        assertThat(packed.gzipped()).isTrue();
        assertThat(packed.sha256()).isEqualTo(plain.sha256());
        assertThat(packed.items()).isEqualTo(4);
        assertThat(packed.rows()).isEqualTo(3);
        assertThat(packed.columns()).isEqualTo(2);
        assertThat(packed.value(23)).isEqualTo(GOOD[16 + 23] & 0xff);
    }
}
