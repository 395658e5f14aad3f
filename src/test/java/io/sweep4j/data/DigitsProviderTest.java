package io.sweep4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sweep4j.sweep.DatasetKind;
import io.sweep4j.sweep.DatasetOption;
import io.sweep4j.sweep.DatasetSpec;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigitsProviderTest extends DatasetProviderContract {
    private static final DatasetSpec SMALL = Specs.sized(DatasetKind.DIGITS, 60, 20, 30);

    @Override
    DatasetProvider provider() {
        return new DigitsProvider();
    }

    @Override
    DatasetSpec spec() {
        return SMALL;
    }

    @Override
    List<Path> files() {
        return List.of();
    }

    /** If this fails because the drawing was changed on purpose, raise {@link DigitPen#VERSION} with the new checksum. */
    @Test
    void version_1_of_the_generator_draws_exactly_these_digits() throws Exception {
        Dataset data = provider().load(SMALL);

        MessageDigest digest = Digests.sha256();
        for (Split split : splits(data).toList()) {
            for (float feature : split.features()) {
                digest.update(ByteBuffer.allocate(4).putFloat(feature).array());
            }
            for (int label : split.labels()) {
                digest.update((byte) label);
            }
        }
        assertThat(DigitPen.VERSION).isEqualTo(1);
        assertThat(Digests.hex(digest)).isEqualTo("e14c314155856edb1b0bad76c0fcafa366bbb43b85899d9d2958e4fdce303e7d");
        assertThat(data.info().fingerprint())
                .isEqualTo("d9c688959ea73930e730149f3b20d28c9b30be3fb877773699eeec4748aacec9");
    }

    @Test
    void draws_10000_2000_2000_by_default_as_hard_as_mnist_for_a_linear_model() throws Exception {
        Dataset data = provider().load(DatasetSpec.digits());

        assertThat(data.train().rows()).isEqualTo(10_000);
        assertThat(data.validation().rows()).isEqualTo(2_000);
        assertThat(data.test().rows()).isEqualTo(2_000);
        assertThat(SoftmaxRegression.testAccuracy(data, 0.1f, 10)).isBetween(0.85, 0.95);
        assertThat(SoftmaxRegression.testAccuracy(data, 0.5f, 10)).isBetween(0.85, 0.95);
    }

    @Test
    void one_training_at_the_default_rate_learns_most_of_it() throws Exception {
        Dataset data = provider().load(DatasetSpec.digits());

        assertThat(SoftmaxRegression.testAccuracy(data, 0.01f, 10)).isBetween(0.75, 0.9);
    }

    @Test
    void a_larger_split_begins_with_the_samples_of_a_smaller_one() throws Exception {
        Split small = provider().load(SMALL).train();
        Split large =
                provider().load(Specs.sized(DatasetKind.DIGITS, 700, 0, 0)).train();

        assertThat(Arrays.copyOf(large.features(), small.features().length)).isEqualTo(small.features());
        assertThat(Arrays.copyOf(large.labels(), small.rows())).isEqualTo(small.labels());
    }

    @Test
    void splits_share_no_sample() throws Exception {
        Dataset data = provider().load(SMALL);

        assertThat(Arrays.copyOf(data.validation().features(), DigitPen.PIXELS))
                .isNotEqualTo(Arrays.copyOf(data.train().features(), DigitPen.PIXELS))
                .isNotEqualTo(Arrays.copyOf(data.test().features(), DigitPen.PIXELS));
    }

    @Test
    void another_seed_draws_other_digits() throws Exception {
        DatasetSpec other = Specs.with(SMALL, DatasetOption.SEED, 43);

        assertThat(provider().load(other).train().features())
                .isNotEqualTo(provider().load(SMALL).train().features());
        assertThat(provider().describe(other).fingerprint())
                .isNotEqualTo(provider().describe(SMALL).fingerprint());
    }

    @Test
    void pixels_are_bytes_over_255_and_mostly_paper() throws Exception {
        float[] pixels = provider()
                .load(Specs.sized(DatasetKind.DIGITS, 1_000, 0, 0))
                .train()
                .features();

        int inked = 0;
        for (float pixel : pixels) {
            assertThat(pixel).isEqualTo(Math.round(pixel * 255) / 255f).isBetween(0f, 1f);
            inked += pixel > 0 ? 1 : 0;
        }
        assertThat(inked / (double) pixels.length).isBetween(0.15, 0.25);
    }

    @Test
    void every_class_is_about_as_frequent() throws Exception {
        int[] labels = provider()
                .load(Specs.sized(DatasetKind.DIGITS, 2_000, 0, 0))
                .train()
                .labels();

        for (int digit = 0; digit < 10; digit++) {
            int wanted = digit;
            assertThat(Arrays.stream(labels).filter(label -> label == wanted).count())
                    .isBetween(140L, 260L);
        }
    }

    @Test
    void refuses_more_digits_than_an_array_holds() {
        assertThatThrownBy(() -> provider().describe(Specs.of(DatasetKind.DIGITS, DatasetOption.TEST, 3_000_000)))
                .isInstanceOf(DatasetOptionException.class)
                .hasMessageContaining("3000000");
    }
}
