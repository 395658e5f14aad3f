package io.sweep4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sweep4j.sweep.DatasetOption;
import io.sweep4j.sweep.DatasetSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every dataset promises. A new dataset gets one subclass of this. */
abstract class DatasetProviderContract {

    /** The provider, new at each call. */
    abstract DatasetProvider provider() throws Exception;

    /** A small dataset with samples in all three splits; its training split can give up one sample. */
    abstract DatasetSpec spec() throws Exception;

    /** The files the dataset is made of, freshly written; none if it has none. */
    abstract List<Path> files() throws Exception;

    @Test
    void describes_what_it_loads() throws Exception {
        assertThat(provider().load(spec()).info()).isEqualTo(provider().describe(spec()));
    }

    @Test
    void describes_itself_by_its_name_with_a_fingerprint() throws Exception {
        DatasetInfo info = provider().describe(spec());

        assertThat(info.name()).isEqualTo(spec().kind().yaml());
        assertThat(info.fingerprint()).matches("[0-9a-f]{64}");
        assertThat(info.classes()).isGreaterThanOrEqualTo(2);
        assertThat(provider().status().kind()).isEqualTo(spec().kind());
    }

    @Test
    void splits_have_the_sizes_and_the_shape_that_it_describes() throws Exception {
        Dataset data = provider().load(spec());

        assertThat(data.train().rows()).isEqualTo(data.info().sizes().train()).isPositive();
        assertThat(data.validation().rows())
                .isEqualTo(data.info().sizes().validation())
                .isPositive();
        assertThat(data.test().rows()).isEqualTo(data.info().sizes().test()).isPositive();
        assertThat(splits(data))
                .allSatisfy(split ->
                        assertThat(split.columns()).isEqualTo(data.info().features()));
    }

    @Test
    void every_feature_is_finite_and_every_label_a_class() throws Exception {
        Dataset data = provider().load(spec());

        for (Split split : splits(data).toList()) {
            for (float feature : split.features()) {
                assertThat(Float.isFinite(feature)).isTrue();
            }
            assertThat(Arrays.stream(split.labels()))
                    .allMatch(label -> label >= 0 && label < data.info().classes());
        }
    }

    @Test
    void one_specification_gives_the_same_bytes_every_time() throws Exception {
        Dataset first = provider().load(spec());
        Dataset second = provider().load(spec());

        assertThat(second.info()).isEqualTo(first.info());
        assertThat(second.train().features()).isEqualTo(first.train().features());
        assertThat(second.train().labels()).isEqualTo(first.train().labels());
        assertThat(second.validation().features()).isEqualTo(first.validation().features());
        assertThat(second.test().features()).isEqualTo(first.test().features());
    }

    @Test
    void another_size_is_another_fingerprint() throws Exception {
        DatasetInfo info = provider().describe(spec());
        DatasetSpec smaller =
                Specs.with(spec(), DatasetOption.TRAIN, info.sizes().train() - 1);

        assertThat(provider().describe(smaller).fingerprint()).isNotEqualTo(info.fingerprint());
    }

    @Test
    void refuses_an_empty_training_split_by_the_option() throws Exception {
        DatasetSpec none = Specs.with(spec(), DatasetOption.TRAIN, 0);

        assertThatThrownBy(() -> provider().load(none))
                .isInstanceOfSatisfying(
                        DatasetOptionException.class,
                        e -> assertThat(e.option()).isEqualTo(DatasetOption.TRAIN));
    }

    @TestFactory
    Stream<DynamicTest> names_a_file_that_is_missing() throws Exception {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    byte[] content = Files.readAllBytes(file);
                    Files.delete(file);
                    assertNamed(file);
                    Files.write(file, content);
                }));
    }

    @TestFactory
    Stream<DynamicTest> names_a_file_that_is_cut() throws Exception {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    byte[] content = Files.readAllBytes(file);
                    Files.write(file, Arrays.copyOf(content, content.length / 2));
                    assertNamed(file);
                    Files.write(file, content);
                }));
    }

    private void assertNamed(Path file) {
        assertThatThrownBy(() -> provider().load(spec()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(name(file));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    static Stream<Split> splits(Dataset data) {
        return Stream.of(data.train(), data.validation(), data.test());
    }

    static Path write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.write(file, content);
    }
}
