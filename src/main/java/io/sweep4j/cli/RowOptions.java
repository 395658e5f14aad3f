package io.sweep4j.cli;

import io.sweep4j.report.RowFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The {@code --format} option of the commands that print rows. */
final class RowOptions {
    /** What {@code --format} takes, the default first. */
    static final List<String> FORMATS =
            Stream.of(RowFormat.values()).map(RowFormat::label).toList();

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
        return RowFormat.named(context.choice("format", FORMATS)).orElseThrow();
    }
}
