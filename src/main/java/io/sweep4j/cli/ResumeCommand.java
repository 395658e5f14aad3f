package io.sweep4j.cli;

import io.sweep4j.definition.RecordedSource;
import io.sweep4j.store.SweepStore;
import java.io.IOException;
import org.apache.commons.cli.Options;

/** Goes on with a sweep as it was last run, without its file. */
final class ResumeCommand implements Command {
    @Override
    public String name() {
        return "resume";
    }

    @Override
    public String arguments() {
        return "SWEEP";
    }

    @Override
    public String summary() {
        return "go on with a sweep in the database";
    }

    @Override
    public Options options() {
        return RunSession.options();
    }

    @Override
    public Arity arity() {
        return new Arity(1, 1);
    }

    @Override
    public int run(Context context) throws CliException, IOException {
        RunSession.Settings settings = RunSession.Settings.of(context);
        String name = context.arguments().get(0);
        String definition;
        try (SweepStore store = context.openStoreToRead()) {
            definition = context.sweep(store, name).definition();
        }
        RecordedSource source = RecordedSource.of(definition);
        return RunSession.run(
                context, settings, SweepFile.load(context, "sweep " + name, source.text(), source.overrides()));
    }
}
