package io.sweep4j.data;

import io.sweep4j.sweep.DatasetKind;
import io.sweep4j.sweep.DatasetOption;
import io.sweep4j.sweep.DatasetSpec;
import io.sweep4j.sweep.SplitSizes;
import java.util.Arrays;

/**
 * A table of numbers with a column of classes: a CSV file of the user's own, in UTF-8, by a path from the process's
 * working folder. See {@link CsvLayout} for the header, {@link CsvClasses} for the classes, {@link CsvSplit} for the
 * splits (15 % each for validation and test unless the sweep file says otherwise) and {@link CsvScaling} for what
 * standardising does, which is the default.
 */
final class CsvProvider implements DatasetProvider {

    @Override
    public DatasetStatus status() {
        return DatasetStatus.own(DatasetKind.CSV, "a table of numbers with a column of classes");
    }

    @Override
    public DatasetInfo describe(DatasetSpec spec) throws DatasetException, DatasetOptionException {
        CsvTable table = read(spec);
        return describe(spec, table, CsvClasses.of(table.labels()));
    }

    @Override
    public Dataset load(DatasetSpec spec) throws DatasetException, DatasetOptionException {
        CsvTable table = read(spec);
        CsvClasses classes = CsvClasses.of(table.labels());
        DatasetInfo info = describe(spec, table, classes);
        SplitSizes sizes = info.sizes();
        int[] order = CsvSplit.order(table.rows(), seed(spec));
        int held = sizes.validation() + sizes.test();
        int[] training = Arrays.copyOfRange(order, held, held + sizes.train());
        CsvScaling scaling =
                standardise(spec) ? CsvScaling.standard(table, training) : CsvScaling.none(table.features());
        return new Dataset(
                info,
                split(table, classes, scaling, training),
                split(table, classes, scaling, Arrays.copyOfRange(order, 0, sizes.validation())),
                split(table, classes, scaling, Arrays.copyOfRange(order, sizes.validation(), held)));
    }

    private static CsvTable read(DatasetSpec spec) throws DatasetException, DatasetOptionException {
        return CsvTable.parse(CsvText.read(IdxProvider.path(spec, DatasetOption.PATH)), spec);
    }

    private static DatasetInfo describe(DatasetSpec spec, CsvTable table, CsvClasses classes)
            throws DatasetOptionException {
        SplitSizes sizes = CsvSplit.sizes(spec, table.rows());
        Fingerprint fingerprint = new Fingerprint("csv")
                .add("file", table.file().sha256())
                .add("header", table.layout().header())
                .add("label", table.layout().label())
                .add("standardise", standardise(spec))
                .add("seed", seed(spec))
                .add(sizes);
        return new DatasetInfo(DatasetKind.CSV.yaml(), fingerprint.hex(), table.features(), classes.count(), sizes);
    }

    private static Split split(CsvTable table, CsvClasses classes, CsvScaling scaling, int[] rows)
            throws DatasetException {
        int columns = table.features();
        Memory.check(table.file().path().toString(), rows.length, columns);
        float[] features = new float[Math.multiplyExact(rows.length, columns)];
        int[] labels = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            scaling.apply(table, rows[i], features, i * columns);
            labels[i] = classes.number(table.labels().get(rows[i]));
        }
        return new Split(features, labels, columns);
    }

    private static boolean standardise(DatasetSpec spec) {
        return spec.flag(DatasetOption.STANDARDISE, true);
    }

    private static long seed(DatasetSpec spec) {
        return spec.whole(DatasetOption.SEED, DatasetSpec.DEFAULT_SEED);
    }
}
