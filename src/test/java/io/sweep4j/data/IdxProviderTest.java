package io.sweep4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sweep4j.sweep.DatasetKind;
import io.sweep4j.sweep.DatasetOption;
import io.sweep4j.sweep.DatasetSpec;
import io.sweep4j.sweep.SplitSizes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxProviderTest extends DatasetProviderContract {
    @TempDir
    Path folder;

    @BeforeEach
    void writeFiles() throws Exception {
        write(folder.resolve("a-images"), IdxFixture.images(20, 3, 5));
        write(folder.resolve("a-labels"), IdxFixture.labels(20, 4));
        write(folder.resolve("b-images.gz"), IdxFixture.gzip(IdxFixture.images(8, 3, 5)));
        write(folder.resolve("b-labels.gz"), IdxFixture.gzip(IdxFixture.labels(8, 4)));
    }

    @Override
    DatasetProvider provider() {
        return new IdxProvider();
    }

    @Override
    DatasetSpec spec() {
        return Specs.of(
                DatasetKind.IDX,
                DatasetOption.TRAIN_IMAGES,
                folder.resolve("a-images"),
                DatasetOption.TRAIN_LABELS,
                folder.resolve("a-labels"),
                DatasetOption.TEST_IMAGES,
                folder.resolve("b-images.gz"),
                DatasetOption.TEST_LABELS,
                folder.resolve("b-labels.gz"));
    }

    @Override
    List<Path> files() {
        return List.of("a-images", "a-labels", "b-images.gz", "b-labels.gz").stream()
                .map(folder::resolve)
                .toList();
    }

    @Test
    void takes_a_tenth_of_the_training_file_for_validation_by_default() throws Exception {
        DatasetInfo info = provider().describe(spec());

        assertThat(info.sizes()).isEqualTo(new SplitSizes(18, 2, 8));
        assertThat(info.features()).isEqualTo(15);
        assertThat(info.classes()).isEqualTo(4);
    }

    @Test
    void validation_is_the_head_of_the_training_file_and_training_the_rest() throws Exception {
        Dataset data = provider()
                .load(Specs.with(spec(), DatasetOption.VALIDATION, 5, DatasetOption.TRAIN, 6, DatasetOption.TEST, 3));

        assertThat(data.validation().labels()).containsExactly(0, 1, 2, 3, 0);
        assertThat(data.train().labels()).containsExactly(1, 2, 3, 0, 1, 2);
        assertThat(data.test().labels()).containsExactly(0, 1, 2);
        byte[] file = IdxFixture.images(20, 3, 5);
        assertThat(data.validation().features()[7]).isEqualTo((file[16 + 7] & 0xff) / 255f);
        assertThat(data.train().features()[0]).isEqualTo((file[16 + 5 * 15] & 0xff) / 255f);
    }

    @ParameterizedTest
    @CsvSource({
        "VALIDATION, 20, at most 19",
        "VALIDATION, -1, at least 0",
        "TRAIN, 19, at most 18",
        "TEST, 9, at most 8",
    })
    void names_the_option_that_asks_for_more_than_there_is(DatasetOption option, int asked, String message) {
        assertThatThrownBy(() -> provider().describe(Specs.with(spec(), option, asked)))
                .isInstanceOfSatisfying(
                        DatasetOptionException.class,
                        e -> assertThat(e.option()).isEqualTo(option))
                .hasMessageContaining(asked + " samples")
                .hasMessageContaining(message);
    }

    @Test
    void images_and_labels_must_be_equally_many() throws Exception {
        write(folder.resolve("a-labels"), IdxFixture.labels(19, 4));

        assertThatThrownBy(() -> provider().load(spec()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("a-images holds 20 images")
                .hasMessageContaining("a-labels holds 19 labels");
    }

    @Test
    void test_images_must_have_the_size_of_training_images() throws Exception {
        write(folder.resolve("b-images.gz"), IdxFixture.images(8, 5, 3));

        assertThatThrownBy(() -> provider().load(spec()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("b-images.gz holds images of 5×3")
                .hasMessageContaining("3×5");
    }

    @Test
    void one_label_still_makes_two_classes() throws Exception {
        write(folder.resolve("a-labels"), IdxFixture.labels(20, 1));
        write(folder.resolve("b-labels.gz"), IdxFixture.labels(8, 1));

        assertThat(provider().describe(spec()).classes()).isEqualTo(2);
    }

    @Test
    void packing_a_file_does_not_change_the_fingerprint_but_its_content_does() throws Exception {
        String before = provider().describe(spec()).fingerprint();

        write(folder.resolve("a-images"), IdxFixture.gzip(IdxFixture.images(20, 3, 5)));
        assertThat(provider().describe(spec()).fingerprint()).isEqualTo(before);

        write(folder.resolve("a-labels"), IdxFixture.labels(20, 3));
        assertThat(provider().describe(spec()).fingerprint()).isNotEqualTo(before);
    }
}
