package io.sweep4j.cli;

import io.sweep4j.report.Comparison;
import io.sweep4j.report.ReportFormat;
import io.sweep4j.report.ReportFormats;
import io.sweep4j.report.ReportInput;
import io.sweep4j.report.Reports;
import io.sweep4j.store.SweepStore;
import io.sweep4j.sweep.Spelling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Writes reports on one sweep or several. */
final class ReportCommand implements Command {
    @Override
    public String name() {
        return "report";
    }

    @Override
    public String arguments() {
        return "SWEEP…";
    }

    @Override
    public String summary() {
        return "write comparison reports";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(Option.builder()
                        .longOpt("format")
                        .hasArg()
                        .argName("LIST")
                        .desc("some of html,md,csv,json (default all)")
                        .get())
                .addOption(Option.builder()
                        .longOpt("out")
                        .hasArg()
                        .argName("DIR")
                        .desc("folder (default results/SWEEP)")
                        .get())
                .addOption(WebBrowser.option("the first file"));
    }

    @Override
    public Arity arity() {
        return new Arity(1, Integer.MAX_VALUE);
    }

    @Override
    public int run(Context context) throws CliException, IOException {
        List<ReportFormat> formats = formats(context.option("format"));
        List<ReportInput> inputs = new ArrayList<>();
        List<String> names = context.arguments().stream().distinct().toList();
        try (SweepStore store = context.openStoreToRead()) {
            for (String name : names) {
                inputs.add(ReportInputs.of(store, context.sweep(store, name)));
            }
        }
        Path folder = context.option("out").isPresent()
                ? context.path(context.option("out").get())
                : Path.of("results", String.join("+", names));
        FileMessages.make(folder);
        List<Path> written = Reports.write(Comparison.of(inputs), folder, formats);
        written.forEach(context.console().out()::println);
        context.console().out().flush();
        WebBrowser.openIfAsked(context, written.get(0).toUri().toString());
        return ExitCode.DONE;
    }

    private static List<ReportFormat> formats(Optional<String> list) throws CliException {
        if (list.isEmpty()) {
            return ReportFormats.all();
        }
        List<String> known =
                ReportFormats.all().stream().map(ReportFormat::name).toList();
        List<ReportFormat> formats = new ArrayList<>();
        for (String name : list.get().split(",", -1)) {
            formats.add(ReportFormats.named(name.strip())
                    .orElseThrow(() -> CliException.usage("--format takes some of " + String.join(",", known)
                            + ", not '" + name + "'" + Spelling.hint(name, known))));
        }
        return formats;
    }
}
