package io.sweep4j.cli;

import io.sweep4j.dashboard.Dashboard;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.apache.commons.cli.Options;

/** Shows the sweeps of a database in a browser, until it is interrupted. */
final class ServeCommand implements Command {
    @Override
    public String name() {
        return "serve";
    }

    @Override
    public String arguments() {
        return "";
    }

    @Override
    public String summary() {
        return "show sweeps in a browser on this machine, live";
    }

    @Override
    public Options options() {
        return new Options().addOption(DashboardOptions.port()).addOption(WebBrowser.option("the dashboard"));
    }

    @Override
    public Arity arity() {
        return new Arity(0, 0);
    }

    @Override
    public int run(Context context) throws CliException, IOException {
        CountDownLatch interrupted = new CountDownLatch(1);
        try (Interrupts interrupts = Interrupts.callOnFirst(interrupted::countDown);
                Dashboard dashboard = DashboardOptions.open(context)) {
            context.console().out().println(dashboard.address());
            context.console().out().flush();
            context.console().note("the dashboard is at that address, for this machine alone; Ctrl-C ends it");
            WebBrowser.openIfAsked(context, dashboard.address());
            interrupted.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.INTERRUPTED;
    }
}
