package io.sweep4j.cli;

import java.io.IOException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Trains a sweep file. */
final class RunCommand implements Command {
    /** The option that makes room where a database is damaged. */
    static final String MOVE_DAMAGED = "move-damaged";

    @Override
    public String name() {
        return "run";
    }

    @Override
    public String arguments() {
        return "FILE [key=value …]";
    }

    @Override
    public String summary() {
        return "train what is not done of a sweep file, then write reports";
    }

    @Override
    public Options options() {
        return RunSession.options()
                .addOption(Option.builder()
                        .longOpt(MOVE_DAMAGED)
                        .desc("put a damaged database aside and start a new one")
                        .get());
    }

    @Override
    public Arity arity() {
        return new Arity(1, Integer.MAX_VALUE);
    }

    @Override
    public int run(Context context) throws CliException, IOException {
        RunSession.Settings settings = RunSession.Settings.of(context);
        SweepFile file = SweepFile.load(
                context,
                context.path(context.arguments().get(0)),
                context.arguments().subList(1, context.arguments().size()));
        return RunSession.run(context, settings, file);
    }
}
