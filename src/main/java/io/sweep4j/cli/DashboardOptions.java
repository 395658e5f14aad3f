package io.sweep4j.cli;

import io.sweep4j.dashboard.Dashboard;
import io.sweep4j.store.SweepStore;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.cli.Option;
import org.jspecify.annotations.Nullable;

/** Opens the dashboard as the command line asks for it. */
final class DashboardOptions {
    private static final String SERVE = "serve";
    private static final String PORT_OPTION = "port";
    private static final int PORT = 8484;
    private static final int LAST_PORT = 65_535;
    /** The heap of a process that answers a query: what a large answer takes to sort, and nothing that a sweep would miss. */
    private static final String QUERY_HEAP = "-Xmx512m";

    private DashboardOptions() {}

    static Option port() {
        return Option.builder()
                .longOpt(PORT_OPTION)
                .hasArg()
                .argName("N")
                .desc("port of the dashboard (default " + PORT + "); 0 is any that is free")
                .get();
    }

    /** {@code --serve}, of the commands that train. */
    static Option serve() {
        return Option.builder()
                .longOpt(SERVE)
                .desc("show the sweep in a browser on this machine while it runs")
                .get();
    }

    /** Whether a command that trains is to have a dashboard. */
    static boolean asked(Context context) {
        return context.has(SERVE);
    }

    /** The port asked for, checked. */
    static int port(Context context) throws CliException {
        long port = context.whole(PORT_OPTION, 0, PORT);
        if (port > LAST_PORT) {
            throw CliException.usage("--port takes at most " + LAST_PORT + ", not '" + port + "'");
        }
        return (int) port;
    }

    /** On whatever process writes to the database. */
    static Dashboard open(Context context) throws CliException {
        int port = port(context);
        Path database = context.databasePath();
        try {
            return Dashboard.of(database, port, query(context));
        } catch (IOException e) {
            throw unavailable(port, e);
        }
    }

    /** Complains of options that don't belong together, before anything is loaded. */
    static void check(Context context) throws CliException {
        if (context.has(PORT_OPTION) && !context.has(SERVE)) {
            throw CliException.usage("--port is the dashboard's: it needs --serve");
        }
        port(context);
    }

    /**
     * On the database that this process writes to, if {@code --serve} asks for it; says where. Another port will do where none is
     * asked for: two runs may each have a dashboard. Null if it is not asked for.
     */
    static @Nullable Dashboard beside(Context context, SweepStore store) throws CliException {
        if (!asked(context)) {
            return null;
        }
        Dashboard dashboard = beside(context, store, port(context));
        context.console().note("dashboard: " + dashboard.address());
        WebBrowser.openIfAsked(context, dashboard.address());
        return dashboard;
    }

    private static Dashboard beside(Context context, SweepStore store, int port) throws CliException {
        try {
            return Dashboard.of(context.databasePath(), store, port, query(context));
        } catch (BindException e) {
            if (context.has(PORT_OPTION)) {
                throw unavailable(port, e);
            }
            return beside(context, store, 0);
        } catch (IOException e) {
            throw unavailable(port, e);
        }
    }

    private static CliException unavailable(int port, IOException e) {
        String why = e instanceof BindException
                ? "is in use, perhaps by another dashboard; choose another with --port N, or --port 0 for any that is free"
                : "can't be had (" + e.getMessage() + "); choose another with --port N";
        return CliException.unavailable("port " + port + " " + why, e);
    }

    /** The command {@code query} in a process of its own, on the same database. */
    private static Function<List<String>, List<String>> query(Context context) throws CliException {
        String database = context.databasePath().toAbsolutePath().toString();
        return words -> {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xshare:auto",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    QUERY_HEAP,
                    "-Djava.awt.headless=true",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName(),
                    "query"));
            command.addAll(words);
            command.addAll(List.of("--db", database));
            return command;
        };
    }
}
