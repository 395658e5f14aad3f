package io.sweep4j.cli;

import io.sweep4j.plan.Plan;
import java.io.IOException;

/** Checks a sweep file and does nothing else. */
final class ValidateCommand implements Command {
    @Override
    public String name() {
        return "validate";
    }

    @Override
    public String arguments() {
        return "FILE [key=value …]";
    }

    @Override
    public String summary() {
        return "check a sweep file";
    }

    @Override
    public Arity arity() {
        return new Arity(1, Integer.MAX_VALUE);
    }

    @Override
    public int run(Context context) throws CliException, IOException {
        String file = context.arguments().get(0);
        SweepFile checked = SweepFile.load(
                context,
                context.path(file),
                context.arguments().subList(1, context.arguments().size()));
        checked.note(context);
        Plan plan = checked.plan();
        long size = plan.size();
        context.console()
                .out()
                .println(file + ": sound; sweep '" + plan.sweep().name() + "' has " + size
                        + (size == 1 ? " trial" : " trials"));
        LimitWording.of(plan.sweep()).ifPresent(context.console().out()::println);
        return ExitCode.DONE;
    }
}
