package io.sweep4j.cli;

import io.sweep4j.data.DataFolders;
import io.sweep4j.data.Dataset;
import io.sweep4j.data.Datasets;
import io.sweep4j.data.DownloadProgress;
import io.sweep4j.sweep.DatasetKind;
import io.sweep4j.sweep.DatasetOption;
import io.sweep4j.sweep.DatasetSpec;
import io.sweep4j.sweep.Value;
import java.util.List;
import java.util.Map;

/**
 * A CSV file whose rows come to training in a chosen order. A split shuffles its file's rows, in the same way for all files of
 * one length, so a file of row numbers tells where each row has to stand.
 *
 * @param dataset for a sweep file
 * @param data as Sweep4j loads it
 */
record OrderedCsv(String dataset, Dataset data) {

    /**
     * Writes a file.
     *
     * @param validation how many of the rows are for validation: the first ones
     * @param rows features and a label, such as {@code 1,0.5,a}
     */
    static OrderedCsv write(CliRun cli, String name, int validation, List<String> rows) throws Exception {
        StringBuilder numbers = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            numbers.append(i).append(i % 2 == 0 ? ",a\n" : ",b\n");
        }
        Dataset shuffled = load(cli.file("numbers.csv", numbers.toString()), validation);
        String[] lines = new String[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            float number = i < validation
                    ? shuffled.validation().features()[i]
                    : shuffled.train().features()[i - validation];
            lines[(int) number] = rows.get(i);
        }
        String path = cli.file(name, String.join("\n", lines) + "\n");
        String dataset = "{name: csv, path: '" + path + "', label: -1, standardise: false, validation: " + validation
                + ", test: 0}";
        return new OrderedCsv(dataset, load(path, validation));
    }

    private static Dataset load(String path, int validation) throws Exception {
        Map<DatasetOption, Value> options = Map.of(
                DatasetOption.PATH, new Value.Text(path),
                DatasetOption.LABEL, new Value.Whole(-1),
                DatasetOption.STANDARDISE, new Value.Flag(false),
                DatasetOption.VALIDATION, new Value.Whole(validation),
                DatasetOption.TEST, new Value.Whole(0));
        return new Datasets(DataFolders.of(null, Map.of()), DownloadProgress.NONE)
                .load(new DatasetSpec(DatasetKind.CSV, options));
    }
}
