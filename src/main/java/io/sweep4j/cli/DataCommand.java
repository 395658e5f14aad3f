package io.sweep4j.cli;

import io.sweep4j.data.DatasetException;
import io.sweep4j.data.DatasetStatus;
import io.sweep4j.data.Datasets;
import io.sweep4j.report.RowFormat;
import io.sweep4j.sweep.Spelling;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Options;

/** Lists datasets, and downloads them ahead of time. */
final class DataCommand implements Command {
    @Override
    public String name() {
        return "data";
    }

    @Override
    public String arguments() {
        return "[list | fetch NAME]";
    }

    @Override
    public String summary() {
        return "the datasets there are, or download one";
    }

    @Override
    public Options options() {
        return RowOptions.options();
    }

    @Override
    public Arity arity() {
        return new Arity(0, 2);
    }

    @Override
    public int run(Context context) throws CliException, IOException {
        List<String> arguments = context.arguments();
        if (arguments.isEmpty() || arguments.equals(List.of("list"))) {
            list(context);
        } else if (arguments.size() == 2 && arguments.get(0).equals("fetch")) {
            fetch(context, arguments.get(1));
        } else {
            throw CliException.usage("'data " + String.join(" ", arguments) + "' is no command: " + Program.name()
                    + " data " + arguments());
        }
        return ExitCode.DONE;
    }

    private static void list(Context context) throws CliException, IOException {
        RowFormat format = RowOptions.format(context);
        List<List<Object>> rows = context.datasets().list().stream()
                .map(status -> List.<Object>of(status.name(), status.available(), status.where(), status.description()))
                .toList();
        format.write(context.console().out(), List.of("dataset", "available", "where", "description"), rows);
    }

    private static void fetch(Context context, String name) throws CliException {
        Datasets datasets = context.datasets();
        List<DatasetStatus> fetchable =
                datasets.list().stream().filter(DatasetStatus::fetchable).toList();
        Optional<DatasetStatus> dataset =
                fetchable.stream().filter(status -> status.name().equals(name)).findFirst();
        if (dataset.isEmpty()) {
            if (datasets.list().stream().anyMatch(status -> status.name().equals(name) && status.available())) {
                throw CliException.usage("'" + name + "' comes with Sweep4j: there is nothing to download");
            }
            List<String> names = fetchable.stream().map(DatasetStatus::name).toList();
            throw CliException.usage("'" + name + "' can't be downloaded; it takes one of " + String.join(", ", names)
                    + Spelling.hint(name, names));
        }
        context.noteIfElsewhere(dataset.get().kind());
        try {
            context.console().out().println(datasets.fetch(dataset.get().kind()));
        } catch (DatasetException e) {
            throw CliException.unavailable(String.valueOf(e.getMessage()), e);
        }
    }
}
