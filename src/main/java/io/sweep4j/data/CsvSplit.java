package io.sweep4j.data;

import io.sweep4j.sweep.DatasetOption;
import io.sweep4j.sweep.DatasetSpec;
import io.sweep4j.sweep.SplitSizes;
import io.sweep4j.sweep.Value;
import java.util.Random;
import java.util.stream.IntStream;

/** Divides the rows of a table: shuffled, then validation, test and training in this order. */
final class CsvSplit {
    private static final double USUAL_SHARE = 0.15;

    private CsvSplit() {}

    /**
     * The sizes asked for. Shares are of all rows, rounded to whole rows.
     *
     * @throws DatasetOptionException if they leave nothing to train on, or ask for more than there is
     */
    static SplitSizes sizes(DatasetSpec spec, int rows) throws DatasetOptionException {
        int test = held(spec, DatasetOption.TEST, rows, rows - 1);
        int validation = held(spec, DatasetOption.VALIDATION, rows, rows - 1 - test);
        int rest = rows - validation - test;
        int train = Counts.asked(
                spec, DatasetOption.TRAIN, rest, 1, rest, "the table's " + rows + " rows beside validation and test");
        return new SplitSizes(train, validation, test);
    }

    private static int held(DatasetSpec spec, DatasetOption option, int rows, int most) throws DatasetOptionException {
        String source = "the table's " + rows + " rows (one must be left to train on)";
        Value value = spec.option(option).orElseGet(() -> Value.Real.of(USUAL_SHARE));
        if (!(value instanceof Value.Real share)) {
            return Counts.asked(spec, option, 0, 0, most, source);
        }
        if (!(share.number() >= 0 && share.number() < 1)) {
            throw new DatasetOptionException(
                    option, option.yaml() + ": " + share.text() + " is not a share from 0 up to but not including 1");
        }
        long asked = Math.round(share.number() * rows);
        if (asked > most) {
            throw new DatasetOptionException(
                    option,
                    option.yaml() + ": a share of " + share.text() + " is " + asked + " rows, but there are at most "
                            + most + " in " + source);
        }
        return (int) asked;
    }

    /**
     * The order of the rows before they are divided: a Fisher-Yates shuffle from the last row down, with
     * {@link Random}, whose algorithm Java specifies, so it is the same everywhere.
     */
    static int[] order(int rows, long seed) {
        Random random = new Random(seed);
        int[] order = IntStream.range(0, rows).toArray();
        for (int i = rows - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int moved = order[i];
            order[i] = order[other];
            order[other] = moved;
        }
        return order;
    }
}
