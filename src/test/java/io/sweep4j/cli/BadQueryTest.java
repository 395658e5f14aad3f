package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions to a database with results in it that are wrong, or that would change it or reach beyond it. */
class BadQueryTest {
    @TempDir
    static Path temp;

    private static CliRun cli;
    private static List<String> content;

    @BeforeAll
    static void train() {
        cli = new CliRun(temp);
        String file = cli.file("tiny.yaml", """
                        name: tiny
                        dataset: {name: digits, train: 60, validation: 20, test: 20}
                        parameters: {bias_init: [0, 1], activation: tanh, weight_init: zero, batch_size: 30, epochs: 1}
                        """);
        cli.run("run", file, "--quiet").succeeded();
        cli.file("secret.csv", "a,b\n1,2\n");
        content = content();
        assertThat(content).hasSize(2).first().asString().contains("LOG_OF_ZERO");
    }

    private static List<String> content() {
        return cli.column("SELECT s.sweep, s.trials, r.trial, r.state, c.epoch, c.cost, d.cause FROM sweeps s"
                + " JOIN results r ON r.sweep = s.sweep JOIN curves c ON c.sweep = r.sweep AND c.trial = r.trial"
                + " LEFT JOIN divergences d ON d.sweep = r.sweep AND d.trial = r.trial ORDER BY r.trial, c.epoch");
    }

    /** H2 may note failed statements in a file of its own beside the database. */
    private static Set<String> files() {
        Set<String> files = cli.files();
        files.remove("results/sweep4j.trace.db");
        return files;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELEC 1",
                "",
                "   ",
                ";",
                "/* nothing */",
                "SELECT cots FROM curves",
                "SELECT * FROM result",
                "SELECT 1 / 0 FROM results",
                "SELECT CAST(sweep AS INTEGER) FROM sweeps",
                "SELECT * FROM results WHERE",
                "DELETE FROM results",
                "DELETE FROM SWEEP4J.TRIAL",
                "UPDATE results SET trial = 7",
                "UPDATE SWEEP4J.EPOCH SET COST = 0",
                "INSERT INTO sweeps(sweep) VALUES ('x')",
                "MERGE INTO SWEEP4J.VERSION VALUES (1, 7)",
                "TRUNCATE TABLE SWEEP4J.EPOCH",
                "DROP VIEW results",
                "DROP ALL OBJECTS",
                "DROP ALL OBJECTS DELETE FILES",
                "CREATE TABLE t(a INT)",
                "CREATE LOCAL TEMPORARY TABLE t(a INT)",
                "CREATE VIEW v AS SELECT 1",
                "CREATE SCHEMA s",
                "CREATE USER u PASSWORD 'x' ADMIN",
                "ALTER USER SWEEP4J SET PASSWORD 'x'",
                "ALTER USER READER ADMIN TRUE",
                "GRANT ALL ON SCHEMA SWEEP4J TO READER",
                "CREATE ALIAS f AS 'String f() { return \"\"; }'",
                "CREATE ALIAS exit FOR \"java.lang.System.exit\"",
                "CREATE TRIGGER t BEFORE INSERT ON SWEEP4J.TRIAL AS 'x'",
                "CREATE LINKED TABLE l('', 'jdbc:h2:mem:', 'a', '', 'b')",
                "SELECT * FROM SWEEP4J.TRIAL",
                "SELECT PASSWORD_HASH FROM SWEEP4J.USERS",
                "TABLE SWEEP4J.EPOCH",
                "SHUTDOWN",
                "SHUTDOWN IMMEDIATELY",
                "SHUTDOWN DEFRAG",
                "CHECKPOINT SYNC",
                "SET EXCLUSIVE 1",
                "SET WRITE_DELAY 500",
                "SET DB_CLOSE_DELAY 5",
                "SCRIPT TO '{}/out.sql'",
                "SCRIPT",
                "BACKUP TO '{}/out.zip'",
                "RUNSCRIPT FROM '{}/secret.csv'",
                "CALL FILE_READ('{}/secret.csv', NULL)",
                "SELECT FILE_READ('{}/secret.csv', NULL)",
                "SELECT FILE_WRITE(X'00', '{}/out')",
                "SELECT * FROM CSVREAD('{}/secret.csv')",
                "CALL CSVWRITE('{}/out.csv', 'SELECT 1')",
                "CALL LINK_SCHEMA('x', '', 'jdbc:h2:mem:', 'a', '', 'b')",
                "SELECT 1; SHUTDOWN",
                "SELECT 1; DROP ALL OBJECTS",
                "SELECT * FROM results; DELETE FROM SWEEP4J.TRIAL",
                "BEGIN",
                "COMMIT",
                "EXECUTE IMMEDIATE 'DROP ALL OBJECTS'",
                "CREATE AGGREGATE a FOR 'java.lang.String'",
                "CREATE ALIAS f AS $$ void f() { System.exit(9); } $$",
                "CALL \"java.lang.Runtime.getRuntime\"()",
                "SELECT java.lang.System.exit(9)",
                "SET PASSWORD 'x'",
                "DROP USER SWEEP4J",
                "SET TRACE_LEVEL_FILE 3",
                "SELECT DATABASE_PATH()",
                "SELECT FILE_READ('http://127.0.0.1/')",
                "SELECT * FROM LINK_SCHEMA('x', '', 'jdbc:h2:mem:', 'a', '', 'b')",
                "SELECT DB_OBJECT_SQL('USER', 'SWEEP4J')",
                "SELECT ABORT_SESSION(1)",
                "SELECT * FROM FINAL TABLE (DELETE FROM SWEEP4J.SWEEP)",
                "WITH x AS (SELECT * FROM SWEEP4J.EPOCH) SELECT * FROM x",
                "SELECT CAST(X'aced0005757200025b42acf317f8060854e00200007870' AS JAVA_OBJECT)",
                "SELECT ARRAY[CAST(X'aced0005757200025b42acf317f8060854e00200007870' AS JAVA_OBJECT)]",
                "SELECT 1 --\n; SHUTDOWN",
                "SELECT $$;$$; SHUTDOWN",
            })
    void is_refused_and_changes_nothing(String sql) {
        Set<String> before = files();

        CliRun.Outcome outcome = cli.run("query", sql.replace("{}", temp.toString()));

        assertThat(outcome.exit()).as(outcome.err()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err())
                .matches("(SQL: |only queries can be run here)[^\\n]*\\n")
                .doesNotContain("org.h2")
                .doesNotContain("; SQL statement");
        assertThat(outcome.out()).isEmpty();
        assertThat(files()).isEqualTo(before);
        assertThat(content()).isEqualTo(content);
    }

    @Test
    void a_reader_who_changes_its_password_locks_nobody_out() {
        cli.run("query", "SET PASSWORD 'mine'");
        cli.run("query", "ALTER USER READER SET PASSWORD 'mine'");

        assertThat(content()).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT HASH('SHA256', 'x', 2000000000)",
                "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000000000) WHERE MOD(X, 7) = 8",
                "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT COUNT(*) FROM t",
            })
    void what_takes_for_ever_ends_in_time(String sql) {
        CliRun.Outcome outcome = cli.run("query", sql, "--timeout", "1");

        assertThat(outcome.exit()).as(outcome.err()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).isEqualTo("SQL: the query took longer than 1 s\n");
        assertThat(outcome.out()).isEmpty();
        assertThat(content()).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT LENGTH(REPEAT('x', 1500000000))",
                "SELECT ARRAY_AGG(X) FROM SYSTEM_RANGE(1, 100000000)",
                "SELECT GROUP_CONCAT(X) FROM SYSTEM_RANGE(1, 100000000)",
                "SELECT X, 'a row of some length' FROM SYSTEM_RANGE(1, 1000000)",
            })
    void what_takes_all_memory_is_an_error_of_the_query(String sql) throws InterruptedException {
        try (ChildCli child = cli.startWith(
                List.of("-Xmx64m"), "query", sql, "--db", cli.database().toString())) {
            CliRun.Outcome outcome = child.await();

            assertThat(outcome.exit()).as(outcome.err()).isEqualTo(ExitCode.USAGE);
            assertThat(outcome.errLines())
                    .filteredOn(line -> line.startsWith("SQL: ") && line.contains("more memory than there is"))
                    .hasSize(1);
            assertThat(outcome.err()).doesNotContain("\tat ");
            assertThat(outcome.out()).isEmpty();
        }
        assertThat(content()).isEqualTo(content);
    }

    @ParameterizedTest
    @CsvSource({"table,5", "csv,4", "json,5"})
    void no_more_rows_are_printed_than_the_limit_and_that_there_are_more_is_said(String format, int lines) {
        CliRun.Outcome cut =
                cli.run("query", "SELECT X FROM SYSTEM_RANGE(1, 1000000000000)", "--limit", "3", "--format", format);
        CliRun.Outcome whole = cli.run("query", "SELECT X FROM SYSTEM_RANGE(1, 3)", "--limit", "3", "--format", format);

        assertThat(cut.succeeded().out()).isEqualTo(whole.succeeded().out()).hasLineCount(lines);
        assertThat(cut.err()).isEqualTo("these are the first 3 rows of more; --limit N prints N\n");
        assertThat(whole.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    show tinny       | no sweep 'tinny' in {}/results/sweep4j, did you mean 'tiny'?; 'sweep4j list --db {}/results/sweep4j' shows
                    resume tinny     | no sweep 'tinny'
                    report tinny     | no sweep 'tinny'
                    report tiny tiyn | no sweep 'tiyn'
                    delete tinny     | no sweep 'tinny'
                    explain tinny 1  | no sweep 'tinny'
                    show tiny 3      | sweep 'tiny' has no trial '3'; its trials are numbered from 1 to 2
                    show tiny 0      | sweep 'tiny' has no trial '0'
                    show tiny one    | sweep 'tiny' has no trial 'one'
                    show tiny 1.0    | sweep 'tiny' has no trial '1.0'
                    explain tiny 3   | sweep 'tiny' has no trial '3'
                    explain tiny x'y | sweep 'tiny' has no trial 'x'y'
                    delete tiny      | nothing deleted; --yes deletes without asking
                    report tiny --format htm | --format takes some of html,md,csv,json, not 'htm', did you mean 'html'?
                    report tiny --format html, | --format takes some of html,md,csv,json, not ''
                    """)
    void an_unknown_sweep_trial_or_format_is_refused_with_a_hint(String command, String message) {
        Set<String> before = files();

        CliRun.Outcome outcome = cli.run(command.strip().split(" "));

        assertThat(outcome.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err().replace(temp.toString(), "{}"))
                .startsWith(message.strip())
                .hasLineCount(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(files()).isEqualTo(before);
        assertThat(content()).isEqualTo(content);
    }
}
