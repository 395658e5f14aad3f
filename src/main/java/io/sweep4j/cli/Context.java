package io.sweep4j.cli;

import io.sweep4j.data.DataFolders;
import io.sweep4j.data.Datasets;
import io.sweep4j.store.StoreException;
import io.sweep4j.store.StoredSweep;
import io.sweep4j.store.SweepStore;
import io.sweep4j.sweep.DatasetKind;
import io.sweep4j.sweep.Spelling;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;

/**
 * What every command has at hand.
 *
 * @param line the command's options and arguments
 * @param environment the process's environment variables
 */
record Context(CommandLine line, Console console, Map<String, String> environment) {
    private static final String DEFAULT_DATABASE = "results/sweep4j";

    List<String> arguments() {
        return line.getArgList();
    }

    boolean has(String option) {
        return line.hasOption(option);
    }

    Optional<String> option(String option) {
        return Optional.ofNullable(line.getOptionValue(option));
    }

    /** All values of an option that may be given several times. */
    List<String> values(String option) {
        String[] values = line.getOptionValues(option);
        return values == null ? List.of() : List.of(values);
    }

    /** A whole number given as an option. */
    long whole(String option, long low, long fallback) throws CliException {
        Optional<String> text = option(option);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            long number = Long.parseLong(text.get());
            if (number >= low) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw notWhole(option, text.get(), low);
        }
        throw notWhole(option, text.get(), low);
    }

    private static CliException notWhole(String option, String text, long low) {
        return CliException.usage("--" + option + " takes a whole number from " + low + " on, not '" + text + "'");
    }

    /** One of a few words given as an option. */
    String choice(String option, List<String> words) throws CliException {
        String word = option(option).orElse(words.get(0));
        if (!words.contains(word)) {
            throw CliException.usage("--" + option + " takes one of " + String.join(", ", words) + ", not '" + word
                    + "'" + Spelling.hint(word, words));
        }
        return word;
    }

    Path path(String text) throws CliException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw CliException.usage("'" + text + "' can't be a path: " + e.getReason(), e);
        }
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    Path databasePath() throws CliException {
        String text = option("db").or(() -> variable("SWEEP4J_DB")).orElse(DEFAULT_DATABASE);
        Path path = path(text);
        if (path.getFileName() == null || text.endsWith("/")) {
            throw CliException.usage("--db names a database file such as " + DEFAULT_DATABASE + ", not '" + text + "'");
        }
        return path;
    }

    /** The database, which is made if there is none. */
    SweepStore openStore() throws CliException {
        Path path = databasePath();
        try {
            return SweepStore.open(path);
        } catch (StoreException e) {
            throw CliException.unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    /** A copy of the database as it is now or, where there is none, an empty one; it leaves no trace. */
    SweepStore openStoreToRead() throws CliException {
        return openStoreToRead(databasePath());
    }

    /** Likewise, of another database than the command line's. */
    SweepStore openStoreToRead(Path path) throws CliException {
        try {
            return SweepStore.exists(path) ? SweepStore.openCopy(path) : SweepStore.inMemory();
        } catch (StoreException e) {
            throw CliException.unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    /** Says so where there is no database, for commands that answer all the same. */
    void noteWithoutDatabase() throws CliException {
        if (!SweepStore.exists(databasePath())) {
            console.note(withoutDatabase());
        }
    }

    private String withoutDatabase() throws CliException {
        return "no database at " + databasePath() + " yet; '" + NextCommand.of(this, "run", "FILE") + "' makes one";
    }

    /** A sweep that must be there. */
    StoredSweep sweep(SweepStore store, String name) throws CliException {
        Optional<StoredSweep> sweep = store.sweep(name);
        if (sweep.isPresent()) {
            return sweep.get();
        }
        if (!SweepStore.exists(databasePath())) {
            throw CliException.usage("no sweep '" + name + "': " + withoutDatabase());
        }
        List<String> names = store.sweeps().stream().map(StoredSweep::name).toList();
        throw CliException.usage("no sweep '" + name + "' in " + databasePath() + Spelling.hint(name, names)
                + (names.isEmpty() ? "" : "; '" + NextCommand.of(this, "list") + "' shows what is there"));
    }

    DataFolders dataFolders() throws CliException {
        Optional<String> folder = option("data-dir").or(() -> variable("SWEEP4J_DATA_DIR"));
        Optional<Path> path = folder.isPresent() ? Optional.of(path(folder.get())) : Optional.empty();
        if (has("data-dir") && !Files.isDirectory(path.orElseThrow())) {
            throw CliException.unavailable("--data-dir " + path.get() + ": there is no such folder", null);
        }
        return DataFolders.of(path.orElse(null), environment);
    }

    /** Says so where the folder that the user named lacks a published dataset, which is then taken from elsewhere. */
    void noteIfElsewhere(DatasetKind kind) throws CliException {
        DataFolders folders = dataFolders();
        boolean published = kind == DatasetKind.MNIST || kind == DatasetKind.FASHION_MNIST;
        if (published && folders.lacks(kind.yaml()) && !has("quiet")) {
            console.note("note: " + folders.dataDir() + " holds no " + kind.yaml() + "/; it is looked for in "
                    + folders.cache() + ", else downloaded");
        }
    }

    Datasets datasets() throws CliException {
        return new Datasets(dataFolders(), new DownloadBar(console));
    }
}
