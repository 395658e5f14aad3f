package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard's server, by what it answers: a process of {@code serve} beside processes that write. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it sends signals of POSIX")
class ServeTest {
    private static final String SWEEP = """
            name: small
            description: "<img src=x onerror=alert(1)> & 'quotes'"
            dataset: {name: digits, train: 300, validation: 60, test: 60}
            parameters:
              activation: [tanh, softmax]
              bias_init: [0, 1]
              learning_rate: [0.1, 0.2, 0.3]
              weight_init: zero
              batch_size: 20
              epochs: 4
            """;

    @TempDir
    static Path folder;

    private static CliRun cli;
    private static ChildCli server;
    private static DashboardClient dashboard;

    @BeforeAll
    static void serve() throws Exception {
        cli = new CliRun(folder);
        cli.run("run", cli.file("small.yaml", SWEEP), "--quiet", "--engine", "dl4j")
                .succeeded();
        server = cli.start("serve", "--port", "0", "--db", cli.database().toString());
        dashboard = new DashboardClient(server.firstOutLine());
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void ends_at_an_interrupt_with_the_address_on_standard_output() throws Exception {
        try (ChildCli other =
                cli.start("serve", "--port", "0", "--db", cli.database().toString())) {
            assertThat(other.firstOutLine()).matches("http://127\\.0\\.0\\.1:\\d+/\\?token=[\\w-]{32}");
            try (DashboardClient.Events events = new DashboardClient(other.firstOutLine()).new Events()) {
                events.await(line -> line.startsWith("data: "));
                other.signal("INT");
                events.await(line -> line.equals("event: end"));
            }
            assertThat(other.await().exit()).isEqualTo(ExitCode.INTERRUPTED);
        }
    }

    @Test
    void a_port_in_use_is_told_with_advice() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                ChildCli child = cli.start("serve", "--port", Integer.toString(taken.getLocalPort()))) {
            CliRun.Outcome outcome = child.await();

            assertThat(outcome.exit()).isEqualTo(ExitCode.UNAVAILABLE);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).contains("port " + taken.getLocalPort() + " is in use", "--port 0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "65536", "1.5"})
    void a_port_that_is_none_is_refused(String port) {
        CliRun.Outcome outcome = cli.run("serve", "--port", port);
        assertThat(outcome.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).startsWith("--port takes ");
    }

    @Test
    void a_port_without_a_dashboard_is_refused() {
        CliRun.Outcome outcome = cli.run("run", folder.resolve("small.yaml").toString(), "--port", "0");
        assertThat(outcome.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).isEqualTo("--port is the dashboard's: it needs --serve\n");
    }

    @Test
    void nothing_but_this_machine_reaches_it() throws IOException {
        List<InetAddress> others = new ArrayList<>();
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            others.addAll(Collections.list(network.getInetAddresses()).stream()
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .toList());
        }
        for (InetAddress address : others) {
            try (Socket socket = new Socket(address, dashboard.port())) {
                throw new AssertionError("it answers at " + socket.getRemoteSocketAddress());
            } catch (SocketException e) {
                assertThat(e).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void only_its_own_names_are_answered_to() throws IOException {
        for (String host : new String[] {"localhost", "127.0.0.1", "[::1]", "LOCALHOST"}) {
            assertThat(dashboard.statusForHost(host + ":" + dashboard.port()))
                    .as(host)
                    .contains(" 200 ");
        }
        for (String host : new String[] {
            "evil.example:" + dashboard.port(),
            "localhost",
            "127.0.0.1:1",
            "localhost.evil.example:" + dashboard.port(),
            "127.0.0.2:" + dashboard.port(),
            "0.0.0.0:" + dashboard.port(),
            "x@127.0.0.1:" + dashboard.port(),
            ""
        }) {
            assertThat(dashboard.statusForHost(host)).as(host).doesNotContain(" 200 ");
        }
    }

    @Test
    void pages_of_other_servers_are_refused() throws IOException, InterruptedException {
        for (String path :
                new String[] {"/api/sweeps", "/events", "/api/sweeps/small/figures", "/assets/dashboard.js"}) {
            for (String site : new String[] {"cross-site", "same-site"}) {
                assertThat(dashboard.get(path, "Sec-Fetch-Site", site).statusCode())
                        .as(path)
                        .isEqualTo(403);
            }
            assertThat(dashboard.get(path, "Origin", "http://evil.example").statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(dashboard.get("/", "Sec-Fetch-Site", "cross-site").statusCode()) // a link
                .isEqualTo(200);
        assertThat(dashboard
                        .post("/api/query?token=" + dashboard.token(), "SELECT 1", "Origin", "http://localhost:1")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void more_than_reading_needs_the_token() throws IOException, InterruptedException {
        String report = "/api/sweeps/small/report/json";
        for (String token : new String[] {"", "x", dashboard.token() + "x"}) {
            assertThat(dashboard
                            .post("/api/query", "SELECT 1", "X-Sweep4j-Token", token)
                            .statusCode())
                    .isEqualTo(403);
            assertThat(dashboard.get(report + "?token=" + token).statusCode()).isEqualTo(403);
        }
        assertThat(dashboard.post("/api/query", "SELECT 1").body()).contains("the address that sweep4j printed");
        assertThat(dashboard.get(report + "?token=" + dashboard.token()).statusCode())
                .isEqualTo(200);
        assertThat(dashboard.get(report, "X-Sweep4j-Token", dashboard.token()).statusCode())
                .isEqualTo(200);
        assertThat(dashboard.get("/api/sweeps").statusCode()).isEqualTo(200);
    }

    @Test
    void every_answer_forbids_what_a_page_does_not_need() throws IOException, InterruptedException {
        for (String path : new String[] {"/", "/api/sweeps", "/assets/page.css", "/nothing", "/api/sweeps/none"}) {
            HttpResponse<String> answer = dashboard.get(path);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains(
                            "default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'", "script-src 'self';")
                    .doesNotContain("http:", "https:", "*");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(answer.headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
        }
        String page = dashboard.get("/").body();
        assertThat(Pattern.compile("(?:src|href)=\"(?!/assets/|#)")
                        .matcher(page)
                        .find())
                .isFalse();
    }

    @Test
    void methods_and_addresses_that_are_not_there_are_refused() throws IOException, InterruptedException {
        assertThat(dashboard.post("/api/sweeps", "").statusCode()).isEqualTo(405);
        assertThat(dashboard.get("/api/query").statusCode()).isEqualTo(405);
        for (String path : new String[] {
            "/x",
            "/api",
            "/api/x",
            "/assets/../dashboard.html",
            "/assets/%2e%2e%2fdashboard.html",
            "/api/sweeps/none",
            "/api/sweeps/small/x",
            "/api/sweeps/small/trials/0",
            "/api/sweeps/small/trials/999",
            "/api/sweeps/small/trials/9999999999999999999",
            "/api/sweeps/small/trials/1/x",
            "/api/sweeps/small/report/exe?token=" + dashboard.token()
        }) {
            assertThat(dashboard.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void tells_the_sweep_its_figures_and_its_trials() throws IOException, InterruptedException {
        assertThat(dashboard.get("/api/sweeps").body())
                .contains(
                        "\"sweep\":\"small\"",
                        "\"trials\":12",
                        "\"ended\":12",
                        "\"diverged\":3",
                        "\"state\":\"COMPLETED\"");
        assertThat(dashboard.get("/api/sweeps/small").body())
                .contains("\"cause\":\"LOG_OF_ZERO\"", "\"varying\":[\"activation\",\"bias_init\",\"learning_rate\"]");
        assertThat(dashboard.get("/api/sweeps/small/figures").body()).contains("\"curves\":[{\"n\":");
        assertThat(dashboard.get("/api/sweeps/small/trials/1").body())
                .contains("\"state\":\"DIVERGED\"", "log 0", "\"kind\":[\"NaN\"]", "\"advice\":\"Use softmax");
    }

    @Test
    void tells_repeats_apart_and_how_far_they_lie_from_each_other(@TempDir Path own) throws Exception {
        CliRun repeated = new CliRun(own);
        repeated.run("run", repeated.file("twice.yaml", """
                                name: twice
                                dataset: {name: digits, train: 300, validation: 60, test: 60}
                                repeats: 2
                                parameters: {activation: softmax, learning_rate: [0.1, 0.3], epochs: 2}
                                """), "--quiet", "--engine", "dl4j")
                .succeeded();
        try (ChildCli child = repeated.start(
                "serve", "--port", "0", "--db", repeated.database().toString())) {
            DashboardClient twice = new DashboardClient(child.firstOutLine());
            assertThat(twice.get("/api/sweeps/twice").body())
                    .contains("\"repeated\":true", "\"spread\":[\"0.", " ± ", "over the 2 repeats of its values");
            String down = twice.get("/api/sweeps/twice/trials?sort=repeat&down=true&rows=2")
                    .body();
            assertThat(down).contains("\"repeat\":2").doesNotContain("\"repeat\":1");
        }
        assertThat(dashboard.get("/api/sweeps/small").body()).contains("\"repeated\":false", "\"spread\":null");
    }

    @Test
    void sorts_filters_and_pages_on_the_server() throws IOException, InterruptedException {
        String trials = "/api/sweeps/small/trials?";
        assertThat(numbers(dashboard.get(trials + "sort=trial&down=true&rows=5").body()))
                .containsExactly(12, 11, 10, 9, 8);
        assertThat(numbers(dashboard.get(trials + "sort=trial&rows=5&page=2").body()))
                .containsExactly(11, 12);
        assertThat(numbers(dashboard.get(trials + "sort=trial&rows=5&page=99").body()))
                .containsExactly(11, 12);
        assertThat(numbers(
                        dashboard.get(trials + "sort=trial&filter=softmax+0.2").body()))
                .containsExactly(8, 11);
        assertThat(numbers(dashboard.get(trials + "sort=trial&state=DIVERGED").body()))
                .containsExactly(1, 2, 3);
        assertThat(numbers(dashboard
                        .get(trials + "sort=learning_rate&down=true&rows=4")
                        .body()))
                .containsExactlyInAnyOrder(3, 6, 9, 12);
        // NaN comes last either way
        assertThat(numbers(dashboard.get(trials + "sort=cost").body()).subList(9, 12))
                .containsExactlyInAnyOrder(1, 2, 3);
        assertThat(numbers(dashboard.get(trials + "sort=cost&down=true").body()).subList(9, 12))
                .containsExactlyInAnyOrder(1, 2, 3);
        assertThat(dashboard
                        .get(trials + "sort=nonsense&page=x&rows=-1&state=y&down=z")
                        .statusCode())
                .isEqualTo(200);
    }

    private static List<Integer> numbers(String json) {
        return Pattern.compile("\\{\"trial\":(\\d+)")
                .matcher(json)
                .results()
                .map(match -> Integer.valueOf(match.group(1)))
                .toList();
    }

    @Test
    void answers_sql_as_query_does() throws IOException, InterruptedException {
        assertThat(dashboard
                        .query("SELECT trial, final_cost FROM results WHERE trial = 1")
                        .body())
                .contains("{\"trial\":1,\"final_cost\":null}");
        assertThat(dashboard
                        .query("-- a comment\nSELECT COUNT(*) AS n FROM results")
                        .body())
                .contains("{\"n\":12}");
        HttpResponse<String> wrong = dashboard.query("SELECT * FROM reslts");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("SQL: ");
        for (String refused : new String[] {"DELETE FROM results", "--help"}) {
            assertThat(dashboard.query(refused).statusCode()).as(refused).isEqualTo(400);
        }
        assertThat(dashboard.query("x".repeat(300_000)).statusCode()).isEqualTo(413);
        HttpResponse<String> csv = dashboard.post(
                "/api/query?format=csv&token=" + dashboard.token(), "SELECT trial FROM results ORDER BY trial LIMIT 2");
        assertThat(csv.body()).isEqualTo("trial\n1\n2\n");
        assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
    }

    @Test
    void a_query_without_end_takes_no_memory_from_the_dashboard() throws IOException, InterruptedException {
        HttpResponse<String> answer =
                dashboard.query("SELECT LENGTH(LISTAGG(REPEAT('x', 1000000))) FROM SYSTEM_RANGE(1, 2000)");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("SQL: ");
        assertThat(dashboard.get("/api/sweeps").body()).contains("\"small\"");
    }

    @Test
    void every_report_format_can_be_kept() throws IOException, InterruptedException {
        for (String format : new String[] {"html", "md", "csv", "json"}) {
            HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(dashboard.base() + "/api/sweeps/small/report/" + format
                                            + "?token=" + dashboard.token()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(format).isEqualTo(200);
            String name = answer.headers().firstValue("Content-Disposition").orElseThrow();
            assertThat(name).startsWith("attachment; filename=\"small-");
            try (Stream<Path> written = Files.list(cli.reports())) {
                List<Path> files = written.filter(file -> file.toString().endsWith("." + format))
                        .sorted()
                        .toList();
                if (name.endsWith(".zip\"")) {
                    assertThat(entries(answer.body()))
                            .contains(files.get(0).getFileName().toString());
                } else {
                    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                            .isEqualTo(Files.readString(files.get(0)));
                }
            }
        }
    }

    private static List<String> entries(byte[] zip) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    @Test
    void more_pages_than_there_is_room_for_are_turned_away_and_gone_ones_make_room() throws Exception {
        try (ChildCli other =
                cli.start("serve", "--port", "0", "--db", cli.database().toString())) {
            DashboardClient client = new DashboardClient(other.firstOutLine());
            List<DashboardClient.Events> open = new ArrayList<>();
            try {
                for (int i : IntStream.range(0, 32).toArray()) {
                    open.add(client.new Events());
                    open.get(i).await(line -> line.startsWith("data: "));
                }
                HttpResponse<String> refused = client.get("/events");
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.body()).contains("32 pages are open");
            } finally {
                for (DashboardClient.Events events : open) {
                    events.close();
                }
            }
            // what is gone shows at the heartbeats
            try (DashboardClient.Events again = awaitRoom(client)) {
                again.await(line -> line.startsWith("data: "));
            }
        }
    }

    private static DashboardClient.Events awaitRoom(DashboardClient client) throws Exception {
        for (int i = 0; i < 60; i++) {
            DashboardClient.Events events = client.new Events();
            String status = events.await(line -> line.startsWith("HTTP/1.1 "));
            if (status.contains(" 200 ")) {
                return events;
            }
            events.close();
            Thread.sleep(1_000);
        }
        throw new AssertionError("never room again");
    }

    @Test
    void fills_when_a_run_makes_the_database_and_tells_its_end_when_it_is_killed(@TempDir Path empty) throws Exception {
        CliRun fresh = new CliRun(empty);
        try (ChildCli serving =
                fresh.start("serve", "--port", "0", "--db", fresh.database().toString())) {
            DashboardClient client = new DashboardClient(serving.firstOutLine());
            assertThat(client.get("/api/sweeps").body()).contains("\"database\":false", "\"sweeps\":[]");
            assertThat(fresh.files()).doesNotContain("results");

            try (DashboardClient.Events events = client.new Events();
                    ChildCli run = fresh.start(
                            "run",
                            fresh.file("small.yaml", SWEEP.replace("epochs: 4", "epochs: 4000")),
                            "--db",
                            fresh.database().toString(),
                            "--progress",
                            "none")) {
                events.await(line -> line.contains("\"state\":\"RUNNING\"") && line.contains("\"running\":2"));
                client.await(
                        "/api/sweeps/small/trials?sort=trial&state=DIVERGED",
                        json -> numbers(json).contains(1));
                String before = client.get("/api/sweeps/small/figures").body();
                client.await("/api/sweeps/small/figures", now -> now.length() > before.length());
                run.kill();
                events.await(line -> line.contains("\"state\":\"CANCELLED\""));
            }
        }
    }

    @Test
    void a_run_shows_itself_and_takes_sql_beside_it(@TempDir Path own) throws Exception {
        CliRun alone = new CliRun(own);
        try (ChildCli run = alone.start(
                "run",
                alone.file("small.yaml", SWEEP.replace("epochs: 4", "epochs: 60")),
                "--serve",
                "--port",
                "0",
                "--db",
                alone.database().toString())) {
            DashboardClient client =
                    new DashboardClient(run.awaitLine("address", line -> line.startsWith("dashboard: ")));
            try (DashboardClient.Events events = client.new Events()) {
                events.await(line -> line.contains("\"running\":"));
                client.await(
                        "/api/sweeps/small/trials?state=COMPLETED",
                        json -> !numbers(json).isEmpty());
                assertThat(client.query("SELECT COUNT(*) > 0 AS begun FROM curves")
                                .body())
                        .contains("{\"begun\":true}");
                events.await(line -> line.contains("\"state\":\"COMPLETED\""));
                events.await(line -> line.equals("event: end"));
            }
            assertThat(run.await().exit()).isEqualTo(ExitCode.DONE);
        }
        assertThat(alone.column("SELECT COUNT(*) FROM curves WHERE trial = 12")).containsExactly("60");
    }
}
