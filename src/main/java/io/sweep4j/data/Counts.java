package io.sweep4j.data;

import io.sweep4j.sweep.DatasetOption;
import io.sweep4j.sweep.DatasetSpec;
import io.sweep4j.sweep.SplitSizes;

/** The sizes of splits, as asked for and as there is data for. */
final class Counts {
    private Counts() {}

    /**
     * The sizes where validation is the head of a training file and training the rest of it.
     *
     * @param source the data's name in messages
     * @param trainRows samples in the training file
     * @param usual the sizes of a definition that names none; they give way to what there is
     */
    static SplitSizes ofFiles(DatasetSpec spec, String source, int trainRows, int testRows, SplitSizes usual)
            throws DatasetOptionException {
        int validation = asked(
                spec,
                DatasetOption.VALIDATION,
                usual.validation(),
                0,
                trainRows - 1,
                source + " (one must be left to train on)");
        int rest = trainRows - validation;
        String beside = validation == 0 ? source : source + " beside the " + validation + " for validation";
        int train = asked(spec, DatasetOption.TRAIN, Math.min(usual.train(), rest), 1, rest, beside);
        int test = asked(spec, DatasetOption.TEST, Math.min(usual.test(), testRows), 0, testRows, source);
        return new SplitSizes(train, validation, test);
    }

    /**
     * One count.
     *
     * @param fallback taken if the option is not given
     * @param most what there is
     * @param source the data's name, as the end of a sentence
     * @throws DatasetOptionException if less than the least or more than the most is asked for
     */
    static int asked(DatasetSpec spec, DatasetOption option, int fallback, int least, int most, String source)
            throws DatasetOptionException {
        long asked = spec.whole(option, fallback);
        if (asked < least) {
            throw new DatasetOptionException(
                    option, option.yaml() + ": " + asked + " samples asked for; ask for at least " + least);
        }
        if (asked > most) {
            throw new DatasetOptionException(
                    option,
                    option.yaml() + ": " + asked + " samples asked for, but there are at most " + most + " in "
                            + source);
        }
        return (int) asked;
    }
}
