package io.sweep4j.data;

import io.sweep4j.sweep.DatasetKind;
import io.sweep4j.sweep.DatasetOption;
import io.sweep4j.sweep.DatasetSpec;
import io.sweep4j.sweep.SplitSizes;
import java.util.stream.IntStream;

/**
 * Digits drawn on the spot: no file, no network, the same on every machine. A sample follows from the dataset's seed,
 * its split and its place in the split alone, so a larger split begins with the samples of a smaller one.
 */
final class DigitsProvider implements DatasetProvider {
    /** Samples drawn by one task. */
    private static final int CHUNK = 500;
    /** A split is one array. */
    private static final int MOST_ROWS = (Integer.MAX_VALUE - 8) / DigitPen.PIXELS;

    private static final String LIMIT = "a split of digits";

    @Override
    public DatasetStatus status() {
        return DatasetStatus.builtIn(
                DatasetKind.DIGITS, "28×28 handwritten-looking digits drawn by Sweep4j, 10 classes");
    }

    @Override
    public DatasetInfo describe(DatasetSpec spec) throws DatasetOptionException {
        SplitSizes usual = spec.kind().fullSizes().orElseThrow();
        SplitSizes sizes = new SplitSizes(
                Counts.asked(spec, DatasetOption.TRAIN, usual.train(), 1, MOST_ROWS, LIMIT),
                Counts.asked(spec, DatasetOption.VALIDATION, usual.validation(), 0, MOST_ROWS, LIMIT),
                Counts.asked(spec, DatasetOption.TEST, usual.test(), 0, MOST_ROWS, LIMIT));
        Fingerprint fingerprint = new Fingerprint("digits")
                .add("generator", DigitPen.VERSION)
                .add("seed", spec.whole(DatasetOption.SEED, DatasetSpec.DEFAULT_SEED))
                .add(sizes);
        return new DatasetInfo(DatasetKind.DIGITS.yaml(), fingerprint.hex(), DigitPen.PIXELS, DigitPen.CLASSES, sizes);
    }

    @Override
    public Dataset load(DatasetSpec spec) throws DatasetException, DatasetOptionException {
        DatasetInfo info = describe(spec);
        SplitSizes sizes = info.sizes();
        Memory.check("digits", (long) sizes.train() + sizes.validation() + sizes.test(), DigitPen.PIXELS);
        long seed = spec.whole(DatasetOption.SEED, DatasetSpec.DEFAULT_SEED);
        return new Dataset(
                info, draw(seed, 0, sizes.train()), draw(seed, 1, sizes.validation()), draw(seed, 2, sizes.test()));
    }

    private static Split draw(long seed, int split, int rows) {
        float[] features = new float[rows * DigitPen.PIXELS];
        int[] labels = new int[rows];
        long start = mix(mix(seed) + split);
        IntStream.range(0, (rows + CHUNK - 1) / CHUNK).parallel().forEach(chunk -> {
            DigitPen pen = new DigitPen();
            for (int row = chunk * CHUNK; row < Math.min(rows, (chunk + 1) * CHUNK); row++) {
                labels[row] = pen.draw(mix(start + row), features, row * DigitPen.PIXELS);
            }
        });
        return new Split(features, labels, DigitPen.PIXELS);
    }

    /** SplitMix64's finaliser: neighbouring numbers give unrelated seeds. */
    private static long mix(long number) {
        long z = number + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
