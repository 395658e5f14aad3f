package io.sweep4j.data;

import io.sweep4j.sweep.DatasetKind;
import io.sweep4j.sweep.DatasetOption;
import io.sweep4j.sweep.DatasetSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A target for a fuzzer: in the first byte how the table is to be read, then any bytes as a table. They come to numbers
 * and classes that can be trained on, or are refused.
 */
public final class CsvFuzz {
    private static final Path FILE = Fuzzed.file("fuzzed-csv");

    private CsvFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Fuzzed.write(FILE, Arrays.copyOfRange(input, 1, input.length));
        try {
            check(new CsvProvider().load(spec(input)));
        } catch (DatasetException | DatasetOptionException e) {
            Fuzzed.check(e);
        }
    }

    private static DatasetSpec spec(byte[] input) {
        int how = input[0];
        DatasetSpec spec = Specs.of(
                DatasetKind.CSV,
                DatasetOption.PATH,
                FILE,
                DatasetOption.LABEL,
                switch (how & 3) {
                    case 0 -> -1;
                    case 1 -> 1;
                    case 2 -> "kind";
                    default -> new String(input, 1, Math.min(3, input.length - 1), StandardCharsets.ISO_8859_1);
                },
                DatasetOption.STANDARDISE,
                (how & 4) == 0);
        DatasetSpec headed = (how & 8) == 0 ? spec : Specs.with(spec, DatasetOption.HEADER, (how & 16) == 0);
        return (how & 32) == 0
                ? headed
                : Specs.with(headed, DatasetOption.VALIDATION, 0, DatasetOption.TEST, (how & 64) == 0 ? 1 : 0.4);
    }

    private static void check(Dataset data) {
        for (Split split : List.of(data.train(), data.validation(), data.test())) {
            for (float feature : split.features()) {
                sound(Float.isFinite(feature));
            }
            for (int label : split.labels()) {
                sound(label >= 0 && label < data.info().classes());
            }
        }
        sound(data.train().rows() > 0 && data.info().classes() >= 2);
    }

    private static void sound(boolean sound) {
        if (!sound) {
            throw new IllegalStateException("a table that can't be trained on");
        }
    }
}
