package io.sweep4j.cli;

import io.sweep4j.report.RowFormat;
import java.util.List;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The {@code --format} option of the commands that print rows. */
final class RowOptions {
    private RowOptions() {}

    static Options options() {
        return new Options()
                .addOption(Option.builder()
                        .longOpt("format")
                        .hasArg()
                        .argName("FORMAT")
                        .desc("table (default), csv or json")
                        .get());
    }

    static RowFormat format(Context context) throws CliException {
        return RowFormat.named(context.choice("format", List.of("table", "csv", "json")))
                .orElseThrow();
    }
}
