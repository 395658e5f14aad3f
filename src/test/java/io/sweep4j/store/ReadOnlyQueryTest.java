package io.sweep4j.store;

import static io.sweep4j.store.StoreFixtures.define;
import static io.sweep4j.store.StoreFixtures.epoch;
import static io.sweep4j.store.StoreFixtures.record;
import static io.sweep4j.store.StoreFixtures.rows;
import static io.sweep4j.store.StoreFixtures.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sweep4j.store.ReadOnlyQuery.BadQueryException;
import io.sweep4j.sweep.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOnlyQueryTest {
    @TempDir
    static Path folder;

    private static final ReadOnlyQuery.Limits A_SECOND = new ReadOnlyQuery.Limits(Duration.ofSeconds(1), 0);

    private static SweepStore store;

    @BeforeAll
    static void open() {
        store = SweepStore.open(folder.resolve("queried"));
        record(store, whole(define(store, 3).get(0), TrialState.COMPLETED, epoch(1, 1, 0.5), epoch(2, 0.5, 0.75)));
    }

    @AfterAll
    static void close() {
        store.close();
    }

    private static String refusal(String sql) {
        Throwable failure = catchThrowable(() -> rows(store, sql));
        assertThat(failure).as(sql).isInstanceOf(BadQueryException.class);
        assertThat(failure.getMessage()).doesNotContain("\n").hasSizeLessThan(400);
        return failure.getMessage();
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT FILE_READ('F')",
                "SELECT FILE_READ('classpath:/io/sweep4j/version.properties')",
                "SELECT FILE_WRITE('x', 'F')",
                "SELECT * FROM CSVREAD('F')",
                "CALL CSVREAD('F')",
                "CALL CSVWRITE('F', 'SELECT 1')",
                "SELECT CSVWRITE('F', 'SELECT 1')",
                "SCRIPT",
                "SCRIPT TO 'F'",
                "BACKUP TO 'F'",
                "RUNSCRIPT FROM 'F'",
                "CREATE ALIAS X AS 'int x() { return 1; }'",
                "CREATE ALIAS X FOR 'java.lang.System.exit'",
                "CREATE TRIGGER X BEFORE SELECT ON RESULTS AS '#'",
                "CREATE AGGREGATE X FOR 'java.lang.String'",
                "SHUTDOWN",
                "SHUTDOWN IMMEDIATELY",
                "SET WRITE_DELAY 1000",
                "SET QUERY_TIMEOUT 0",
                "SET TRACE_LEVEL_FILE 3",
                "SET PASSWORD 'x'",
                "SET SCHEMA SWEEP4J",
                "SET EXCLUSIVE 1",
                "ALTER USER READER ADMIN TRUE",
                "ALTER USER SWEEP4J SET PASSWORD 'x'",
                "CREATE USER X PASSWORD 'x' ADMIN",
                "DROP USER SWEEP4J",
                "GRANT ALL ON SCHEMA SWEEP4J TO READER",
                "CREATE TABLE X (A INT)",
                "CREATE LOCAL TEMPORARY TABLE X (A INT)",
                "CREATE LINKED TABLE X ('org.h2.Driver', 'jdbc:h2:mem:', '', '', 'X')",
                "SELECT * FROM LINK_SCHEMA('X', '', 'jdbc:h2:mem:', '', '', 'PUBLIC')",
                "CREATE VIEW X AS SELECT * FROM RESULTS",
                "DROP VIEW RESULTS",
                "DROP ALL OBJECTS",
                "INSERT INTO RESULTS (SWEEP) VALUES ('x')",
                "DELETE FROM SWEEPS",
                "UPDATE RESULTS SET STATE = 'x'",
                "MERGE INTO SWEEP4J.VERSION VALUES (1, 2)",
                "TRUNCATE TABLE SWEEP4J.EPOCH",
                "SELECT * FROM SWEEP4J.TRIAL",
                "SELECT * FROM SWEEP4J.VERSION",
                "TABLE SWEEP4J.TRIAL",
                "SELECT * FROM FINAL TABLE (UPDATE SWEEP4J.VERSION SET SCHEMA_NUMBER = 9)",
                "SELECT * FROM OLD TABLE (DELETE FROM SWEEP4J.SWEEP)",
                "EXPLAIN ANALYZE DELETE FROM SWEEP4J.SWEEP",
                "WITH X AS (SELECT * FROM SWEEP4J.TRIAL) SELECT * FROM X",
                "SELECT (SELECT MAX(NUMBER) FROM SWEEP4J.TRIAL)",
                "SELECT MEMORY_USED()",
                "SELECT DB_OBJECT_SQL('USER', 'SWEEP4J')",
                "CALL \"java.lang.System.getProperty\"('user.home')",
                "SELECT java.lang.System.exit(3)",
                "SELECT FILE_READ('http://127.0.0.1/')",
                "VALUES (FILE_READ('F'))",
                "SELECT CAST(X'aced0005757200025b42acf317f8060854e00200007870' AS JAVA_OBJECT)",
                "SELECT ARRAY[CAST(X'aced0005757200025b42acf317f8060854e00200007870' AS JAVA_OBJECT)]",
                "SELECT DATABASE_PATH()",
                "SELECT \"DATABASE_PATH\"()",
                "SELECT U&\"DATABASE\\005FPATH\"()",
                "SET @A = 1",
                "SET DB_CLOSE_DELAY 60",
                "SET ALLOW_LITERALS NONE",
                "DROP SCHEMA SWEEP4J CASCADE",
                "COMMENT ON VIEW RESULTS IS 'x'",
                "CREATE DOMAIN D AS INT",
                "CREATE SEQUENCE X",
                "CREATE CONSTANT X VALUE 1",
                "CREATE ROLE X",
                "REVOKE SELECT ON SCHEMA PUBLIC FROM READER",
                "ALTER VIEW RESULTS RECOMPILE",
                "ALTER TABLE SWEEP4J.TRIAL ADD X INT",
                "SELECT * FROM results FOR UPDATE NOWAIT; SHUTDOWN",
                "CALL CANCEL_SESSION(1)",
                "CALL ABORT_SESSION(1)",
                "EXECUTE IMMEDIATE 'DROP VIEW RESULTS'",
                "SELECT 1; SHUTDOWN",
                "SELECT 1; SET QUERY_TIMEOUT 0",
                "SELECT 1;;SET PASSWORD 'x'",
                "SELECT ';' AS \";\"; SET PASSWORD 'x'",
                "SELECT 1 /* ; */; -- '\nSET PASSWORD 'x'",
                "SELECT $$ ' $$; SET PASSWORD 'x' --'",
                "SELECT 1 AS `'`; SET PASSWORD 'x' --'",
                "COMMIT",
                "ROLLBACK",
                "CHECKPOINT",
                "ANALYZE",
                "PREPARE COMMIT X",
                "HELLO",
                "",
                "   ",
                "-- nothing",
                ";",
                "SELECT ?",
                "SELECT nothing FROM results",
                "SELECT * FROM nowhere",
                "SELECT 1/0",
                "SELECT CAST('x' AS INT)"
            })
    void only_sound_queries_of_the_views_are_answered(String sql) throws IOException {
        List<String> before = files();
        refusal(sql.replace("'F'", "'" + folder.resolve("F") + "'"));
        assertThat(files()).isEqualTo(before).doesNotContain("F");
        assertThat(rows(store, "SELECT COUNT(*) FROM results")).containsExactly(List.of(1L));
        assertThat(store.trials("s")).hasSize(3);
    }

    @Test
    void a_file_cannot_be_read_even_where_it_exists() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.csv"), "TREASURE\n1\n");
        for (String sql : List.of(
                "SELECT FILE_READ('" + secret + "', NULL)",
                "SELECT * FROM CSVREAD('" + secret + "')",
                "SELECT * FROM CSVREAD('file:" + secret + "')")) {
            assertThat(refusal(sql)).doesNotContain("TREASURE\n").contains("Admin rights");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1;",
                "SELECT 1 ; -- that was it; really",
                "SELECT 1; /* a ; /* nested ; */ comment */",
                "/* first ; */ SELECT 1",
                "SELECT 1 -- a ; in a comment",
                "SELECT 1 // another ; one",
                "WITH X(A) AS (SELECT 1) SELECT * FROM X",
                "VALUES (1)",
                "TABLE SWEEPS",
                "EXPLAIN SELECT * FROM RESULTS",
                "SHOW TABLES",
                "SELECT COUNT(*) FROM RESULTS WHERE SWEEP <> ';' AND SWEEP <> 'it''s; fine' OR \"SWEEP\" = 'a'"
            })
    void one_query_with_or_without_ornament_is_answered(String sql) {
        assertThat(rows(store, sql)).isNotEmpty();
    }

    @Test
    void messages_are_short_and_show_the_spot() {
        assertThat(refusal("SELECT\n *\n FORM results"))
                .isEqualTo("SQL: Syntax error in SQL statement \"SELECT * [*]FORM results\"");
        assertThat(refusal("SELECT acuracy FROM results")).isEqualTo("SQL: Column \"ACURACY\" not found");
        assertThat(refusal("SELECT * FROM results WHERE"))
                .as("H2 would list all that an expression can begin with")
                .isEqualTo("SQL: Syntax error in SQL statement \"SELECT * FROM results WHERE[*]\"");
        assertThat(refusal("SELECT tral FROM results")).endsWith("not found, did you mean 'trial'?");
        String lengthy = "SELECT 1 " + "+ 1 ".repeat(5_000) + "FORM results" + " + 1".repeat(5_000);
        assertThat(refusal(lengthy)).contains("[*]");
    }

    @Test
    void columns_keep_their_labels_even_twice() {
        try (ReadOnlyQuery query = store.query("SELECT trial, trial, 1 AS \"MiXed\", trial AS Trial FROM results")) {
            assertThat(query.columns()).containsExactly("trial", "trial", "mixed", "trial");
            assertThat(query.rows().next()).containsExactly(1L, 1L, 1, 1L);
        }
    }

    @Test
    void no_rows_are_an_answer() {
        try (ReadOnlyQuery query = store.query("SELECT * FROM results WHERE 1 = 0")) {
            assertThat(query.columns()).hasSize(40);
            assertThat(query.rows().hasNext()).isFalse();
            assertThatThrownBy(() -> query.rows().next()).isInstanceOf(java.util.NoSuchElementException.class);
        }
    }

    @Test
    void cells_are_plain_values() {
        List<Object> row = rows(
                        store,
                        "SELECT NULL, TRUE, CAST('long' AS CLOB), CAST(X'0aff' AS BLOB), X'01',"
                                + " TIMESTAMP '2026-03-29 02:30:00.5', DATE '2026-11-24', TIME '02:30:00',"
                                + " TIMESTAMP WITH TIME ZONE '2026-11-24 12:00:00+00', ARRAY[1, NULL, 3],"
                                + " ARRAY[ARRAY['a']], CAST(0.1 AS DOUBLE PRECISION), 1.50, 'text'")
                .get(0);
        assertThat(row.subList(0, 3)).isEqualTo(Arrays.asList(null, true, "long"));
        assertThat((byte[]) row.get(3)).containsExactly(0x0a, 0xff);
        assertThat((byte[]) row.get(4)).containsExactly(1);
        assertThat(row.subList(5, row.size()))
                .isEqualTo(List.of(
                        LocalDateTime.parse("2026-03-29T02:30:00.5"),
                        LocalDate.parse("2026-11-24"),
                        LocalTime.parse("02:30"),
                        OffsetDateTime.parse("2026-11-24T12:00Z"),
                        Arrays.asList(1, null, 3),
                        List.of(List.of("a")),
                        0.1,
                        new java.math.BigDecimal("1.50"),
                        "text"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000) A, SYSTEM_RANGE(1, 1000000) B WHERE A.X + B.X = 7",
                "WITH RECURSIVE T(N) AS (SELECT 1 UNION ALL SELECT N + 1 FROM T) SELECT N FROM T",
                "SELECT X FROM SYSTEM_RANGE(1, 1000000000000) ORDER BY -X",
                "SELECT HASH('SHA256', 'x', 200000000)",
                "SELECT COUNT(*) FROM (SELECT X FROM SYSTEM_RANGE(1, 1000000000000) GROUP BY X)",
                "SELECT A.X FROM SYSTEM_RANGE(1, 100000) A JOIN SYSTEM_RANGE(1, 100000) B ON A.X + B.X = -1"
            })
    void a_query_without_end_is_ended(String sql) {
        try (Database database = Database.inMemory()) {
            assertThatThrownBy(() -> ReadOnlyQuery.run(database::connectReader, sql, A_SECOND))
                    .isInstanceOf(BadQueryException.class)
                    .hasMessage("SQL: the query took longer than 1 s");
        }
    }

    @Test
    void secrets_and_paths_are_not_shown() {
        assertThat(rows(store, "SELECT USER_NAME FROM INFORMATION_SCHEMA.USERS"))
                .containsExactly(List.of("READER"));
        assertThat(rows(store, "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS")
                        .toString())
                .doesNotContain(folder.toString());
        assertThat(rows(store, "SELECT * FROM INFORMATION_SCHEMA.SESSIONS").toString())
                .doesNotContain("SWEEP4J");
    }

    @Test
    void deep_nesting_is_an_error_of_the_query() {
        refusal("SELECT " + "(".repeat(60_000) + "1" + ")".repeat(60_000));
        refusal("SELECT" + " -".repeat(60_000) + "1");
        assertThat(rows(store, "SELECT 1")).hasSize(1);
    }

    @Test
    void rows_beyond_the_limit_are_left_out() {
        try (ReadOnlyQuery query =
                store.query("SELECT X FROM SYSTEM_RANGE(1, 1000000000000)", Duration.ofSeconds(10), 3)) {
            List<Object> answered = new ArrayList<>();
            query.rows().forEachRemaining(row -> answered.add(row.get(0)));
            assertThat(answered).containsExactly(1L, 2L, 3L);
        }
    }

    /** A process with little memory asks for much of it. */
    static final class Hungry {
        public static void main(String... arguments) {
            try (SweepStore store = SweepStore.open(Path.of(arguments[0]))) {
                System.out.println(answer(store, "SELECT LENGTH(REPEAT('x', 1000000000))"));
                int count = 0;
                try (ReadOnlyQuery large = store.query(
                        "SELECT X, 'some text to fill the memory' || X" + " FROM SYSTEM_RANGE(1, 400000)")) {
                    for (var rows = large.rows(); rows.hasNext(); rows.next()) {
                        count++;
                    }
                }
                System.out.println(count + " rows, " + store.trials("s").size() + " trials");
                System.out.println(
                        answer(store, "SELECT REPEAT(CAST(X AS VARCHAR), 1000000000) FROM SYSTEM_RANGE(1, 2)"));
            }
        }

        private static String answer(SweepStore store, String sql) {
            try {
                return rows(store, sql).size() + " rows";
            } catch (BadQueryException e) {
                return e.getMessage();
            }
        }
    }

    @Test
    void memory_runs_out_for_the_query_alone() throws Exception {
        Path path = folder.resolve("hungry");
        try (SweepStore other = SweepStore.open(path)) {
            define(other, 2);
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx40m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Hungry.class.getName(),
                        path.toString())
                .redirectErrorStream(true)
                .start();
        // threads in the background may run out of memory too, and say so
        assertThat(process.inputReader().lines().filter(line -> line.matches("SQL: .*|\\d+ rows.*")))
                .containsExactly(
                        "SQL: the query needs more memory than there is",
                        "400000 rows, 2 trials",
                        "SQL: the query needs more memory than there is");
        assertThat(process.waitFor()).isZero();
        try (SweepStore other = SweepStore.open(path)) {
            assertThat(other.trials("s")).hasSize(2);
        }
    }

    @Test
    void many_may_ask_at_once() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Future<List<List<Object>>>> answers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            answers.add(pool.submit(() -> rows(store, "SELECT COUNT(*) FROM curves")));
        }
        for (Future<List<List<Object>>> answer : answers) {
            assertThat(answer.get()).containsExactly(List.of(2L));
        }
        pool.shutdown();
    }
}
