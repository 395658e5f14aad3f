package io.sweep4j.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sweep4j.data.Dataset;
import io.sweep4j.data.DatasetException;
import io.sweep4j.engine.Configurations;
import io.sweep4j.engine.Ending;
import io.sweep4j.engine.TinyData;
import io.sweep4j.engine.TrainingEngine;
import io.sweep4j.engine.TrainingListener;
import io.sweep4j.engine.TrainingUnavailableException;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.isolation.Message;
import io.sweep4j.isolation.Prepared;
import io.sweep4j.isolation.WorkerTraining;
import io.sweep4j.sweep.DatasetSpec;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.OnDivergence;
import io.sweep4j.sweep.Trial;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a run makes of workers that are lost, refuse, or never come; over the real network, with an engine that only reports. */
@Timeout(120)
class ClusterEngineTest {
    private static final Dataset DATA = TinyData.clouds();
    private static final Message.Begin BEGIN =
            new Message.Begin(false, Duration.ZERO, Worker.CACHE_BY_HEAP, DatasetSpec.digits(), null, "nowhere");

    /** Trials that take their worker with them as an epoch ends. */
    private final Map<Long, Integer> fatalEpochs = new ConcurrentHashMap<>();

    /** How often they still do. */
    private final Map<Long, Integer> losses = new ConcurrentHashMap<>();

    private final List<List<Long>> batches = new CopyOnWriteArrayList<>();
    private final List<String> notes = new CopyOnWriteArrayList<>();

    /** Reports the epochs of each trial in turn; a fatal one ends the worker as a crash would, without another word. */
    private final class Reporting implements TrainingEngine {
        @Override
        public String name() {
            return "reporting";
        }

        @Override
        public Map<String, String> provenance() {
            return Map.of("worker says", "hello");
        }

        @Override
        public void train(List<TrialTask> batch, Dataset data, TrainingListener listener) {
            batches.add(batch.stream().map(task -> task.trial().number()).toList());
            for (TrialTask task : batch) {
                listener.started(task.trial(), name());
                int epochs = task.trial().configuration().epochs();
                for (int epoch = 1; epoch <= epochs; epoch++) {
                    long number = task.trial().number();
                    if (fatalEpochs.getOrDefault(number, 0) == epoch && losses.merge(number, -1, Integer::sum) >= 0) {
                        throw afterWords();
                    }
                    listener.observed(task.trial(), observation(number, epoch));
                    if (epoch < epochs && listener.stopRequested(task.trial())) {
                        listener.ended(task.trial(), new Ending.Cancelled());
                        return;
                    }
                }
                listener.ended(task.trial(), new Ending.Completed());
            }
        }

        /** What was said is gathered for a moment before it goes. */
        private WorkerEnds afterWords() {
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new WorkerEnds();
        }

        @Override
        public void close() {}
    }

    /** No exception that the worker would report: it gives up instead, as after a fault of its own. */
    private static final class WorkerEnds extends Error {
        private static final long serialVersionUID = 1;
    }

    private static Observation observation(long trial, int epoch) {
        return new Observation(epoch, 1.0 / (epoch + trial), null, 0.5, 0.5, 0.1, 0.1, false, 0.01);
    }

    /** What a run hears, as lines. */
    private static final class Heard implements TrainingListener {
        final List<String> lines = new ArrayList<>();
        boolean stop;

        @Override
        public void placed(Trial trial, String worker) {
            lines.add(trial.number() + " placed");
        }

        @Override
        public void started(Trial trial, String engine) {
            lines.add(trial.number() + " started " + engine);
        }

        @Override
        public void observed(Trial trial, Observation observation) {
            lines.add(trial.number() + " epoch " + observation.epoch());
        }

        @Override
        public void ended(Trial trial, Ending ending) {
            lines.add(trial.number() + " " + ending.getClass().getSimpleName()
                    + (ending instanceof Ending.Failed failed
                            ? " " + failed.error().getMessage()
                            : ""));
        }

        @Override
        public boolean stopRequested(Trial trial) {
            return stop;
        }
    }

    private WorkerTraining.Preparation ready() {
        return begin -> new Prepared(new Reporting(), DATA);
    }

    private Heard train(ThreadCluster cluster, int trials) {
        return train(cluster, trials, 3);
    }

    private Heard train(ThreadCluster cluster, int trials, int epochs) {
        Heard heard = new Heard();
        train(cluster, trials, epochs, heard);
        return heard;
    }

    private void train(ThreadCluster cluster, int trials, int epochs, Heard heard) {
        try (ClusterEngine engine = new ClusterEngine(new Reporting(), BEGIN, cluster, DATA, notes::add)) {
            engine.train(
                    LongStream.rangeClosed(1, trials)
                            .mapToObj(number -> new TrialTask(trial(number, epochs), OnDivergence.STOP, false))
                            .toList(),
                    DATA,
                    heard);
        }
    }

    private static Trial trial(long number, int epochs) {
        return new Trial(number, 1, "k".repeat(64), 1, Configurations.of("epochs=" + epochs));
    }

    private static List<String> whole(long number) {
        return whole(number, 3);
    }

    private static List<String> whole(long number, int epochs) {
        List<String> lines = new ArrayList<>(List.of(number + " placed", number + " started reporting"));
        IntStream.rangeClosed(1, epochs).forEach(epoch -> lines.add(number + " epoch " + epoch));
        lines.add(number + " Completed");
        return lines;
    }

    @Test
    void a_batch_is_one_job_and_is_heard_as_it_is_trained() {
        ThreadCluster cluster = new ThreadCluster(sent -> ready());

        Heard heard = train(cluster, 2);

        assertThat(cluster.tickets).hasSize(1);
        assertThat(heard.lines)
                .containsExactly(
                        "1 placed",
                        "2 placed",
                        "1 started reporting",
                        "1 epoch 1",
                        "1 epoch 2",
                        "1 epoch 3",
                        "1 Completed",
                        "2 started reporting",
                        "2 epoch 1",
                        "2 epoch 2",
                        "2 epoch 3",
                        "2 Completed");
        assertThat(notes).isEmpty();
    }

    @Test
    void what_a_second_attempt_repeats_is_not_heard_again() {
        fatalEpochs.put(1L, 3);
        losses.put(1L, 1);

        Heard heard = train(new ThreadCluster(sent -> ready()), 1);

        assertThat(batches).hasSize(2);
        assertThat(heard.lines).isEqualTo(whole(1));
        assertThat(notes).singleElement().asString().startsWith("warning: trial 1 is tried again: ");
    }

    @Test
    void a_trial_that_always_ends_its_worker_is_found_by_halving_and_fails_alone() {
        fatalEpochs.put(5L, 2);
        losses.put(5L, Integer.MAX_VALUE);
        ThreadCluster cluster = new ThreadCluster(sent -> ready());

        Heard heard = train(cluster, 8);

        assertThat(heard.lines.stream().filter(line -> !line.endsWith(" placed")))
                .doesNotHaveDuplicates();
        assertThat(heard.lines.stream().filter(line -> line.endsWith(" Completed")))
                .hasSize(7);
        assertThat(heard.lines.stream().filter(line -> line.startsWith("5 ")))
                .containsSequence("5 started reporting", "5 epoch 1")
                .last()
                .asString()
                .startsWith("5 Failed crash: it lost its process 3 times, last with ");
        // Trials 1 to 4 end in the first attempt, so that there are 5 to 8, then 5 and 6, then 5 with a worker to
        // itself.
        assertThat(batches).containsSubsequence(List.of(5L, 6L, 7L, 8L), List.of(5L, 6L), List.of(5L), List.of(5L));
        for (int i = 0; i < batches.size(); i++) {
            assertThat(cluster.alone.get(i))
                    .as("%s", batches.get(i))
                    .isEqualTo(batches.get(i).size() == 1);
        }
    }

    @Test
    void a_trial_that_gets_further_each_time_is_never_to_blame() {
        LongAdder attempts = new LongAdder();
        ThreadCluster cluster = new ThreadCluster(sent -> {
            attempts.increment();
            fatalEpochs.put(1L, attempts.intValue() + 1); // its worker is lost an epoch later each time
            losses.put(1L, 1);
            return ready();
        });

        Heard heard = train(cluster, 1, 6);

        assertThat(batches).hasSize(6);
        assertThat(heard.lines).isEqualTo(whole(1, 6));
    }

    @Test
    void a_cluster_without_hope_is_to_blame_for_a_lost_worker_and_no_trial() {
        fatalEpochs.put(1L, 2);
        losses.put(1L, Integer.MAX_VALUE);
        ThreadCluster cluster = new ThreadCluster(sent -> ready());
        cluster.trouble = "the master has ended it";
        Heard heard = new Heard();

        assertThatThrownBy(() -> train(cluster, 1, 3, heard))
                .isInstanceOf(TrainingUnavailableException.class)
                .hasMessage("the master has ended it");
        assertThat(heard.lines).containsExactly("1 placed", "1 started reporting", "1 epoch 1");
    }

    @Test
    void a_worker_that_is_sent_away_before_it_is_told_anything_reports_a_failure() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ticket ticket = new Ticket("127.0.0.1", proxy.getLocalPort(), "0".repeat(32));
            Thread closer = new Thread(() -> {
                try (Socket visitor = proxy.accept()) {
                    visitor.getInputStream().readNBytes(16);
                } catch (IOException e) {
                    notes.add(e.toString());
                }
            });
            closer.start();

            assertThatThrownBy(() -> Worker.serve(ticket, "a worker", ready())).isInstanceOf(IOException.class);
            closer.join();
        }
        assertThat(notes).isEmpty();
    }

    @Test
    void a_worker_that_cannot_go_on_says_why() {
        ThreadCluster cluster = new ThreadCluster(sent -> begin -> {
            throw new NoClassDefFoundError("jdk/incubator/vector/FloatVector");
        });

        assertThatThrownBy(() -> train(cluster, 1))
                .isInstanceOf(TrainingUnavailableException.class)
                .hasMessageContaining("no process of the cluster gets so far as to train; the last ended with: ")
                .hasMessageContaining("NoClassDefFoundError: jdk/incubator/vector/FloatVector");
        assertThat(notes)
                .isNotEmpty()
                .allMatch(note -> note.startsWith("warning: a process of the cluster can't begin: "));
    }

    @Test
    void a_worker_that_fails_to_take_the_data_that_it_was_sent_is_no_reason_to_end_the_run() {
        LongAdder refusals = new LongAdder();
        ThreadCluster cluster = new ThreadCluster(sent -> begin -> {
            refusals.increment();
            if (refusals.intValue() < 3) {
                throw new DatasetException("No space left on device");
            }
            return new Prepared(new Reporting(), DATA);
        });

        Heard heard = train(cluster, 1);

        assertThat(heard.lines).isEqualTo(whole(1));
        assertThat(notes)
                .singleElement()
                .asString()
                .startsWith("warning: a process of the cluster can't begin: ")
                .endsWith("No space left on device");
    }

    @Test
    void data_that_a_worker_does_not_have_are_sent_once() {
        Set<String> fingerprints = ConcurrentHashMap.newKeySet();
        ThreadCluster cluster = new ThreadCluster(sent -> begin -> {
            if (sent.isEmpty()) {
                throw new DatasetException("no such file");
            }
            fingerprints.add(sent.get().fingerprint());
            Dataset data = sent.get().dataset();
            assertThat(data.info()).isEqualTo(DATA.info());
            assertThat(data.train().features()).isEqualTo(DATA.train().features());
            assertThat(data.test().labels()).isEqualTo(DATA.test().labels());
            return new Prepared(new Reporting(), data);
        });

        Heard heard = train(cluster, 1);

        assertThat(heard.lines).isEqualTo(whole(1));
        assertThat(cluster.shared).hasValue(1);
        assertThat(fingerprints).containsExactly(DATA.info().fingerprint());
    }

    @Test
    void a_worker_with_other_data_is_never_trained_on() {
        ThreadCluster cluster =
                new ThreadCluster(sent -> begin -> new Prepared(new Reporting(), SimulatedCluster.data()));

        assertThatThrownBy(() -> train(cluster, 1))
                .isInstanceOf(TrainingUnavailableException.class)
                .hasMessageContaining("can't train: its data are not what the run has");
        assertThat(batches).isEmpty();
        assertThat(cluster.shared).hasValue(1);
    }

    @Test
    void a_cluster_without_hope_ends_the_run() {
        ThreadCluster cluster = new ThreadCluster(sent -> null);
        cluster.trouble = "no executor for 5 s";

        assertThatThrownBy(() -> train(cluster, 1))
                .isInstanceOf(TrainingUnavailableException.class)
                .hasMessage("no executor for 5 s");
    }

    @Test
    void a_run_that_is_stopped_waits_for_no_worker_and_leaves_the_trial_as_it_was() {
        Heard heard = new Heard();
        heard.stop = true;

        train(new ThreadCluster(sent -> null), 1, 3, heard);

        assertThat(heard.lines).isEmpty();
    }

    @Test
    void nobody_is_received_without_a_ticket_or_twice_with_one() throws IOException, InterruptedException {
        ThreadCluster cluster = new ThreadCluster(sent -> null);
        try (Reception reception = new Reception(cluster.host(), cluster.address(), 0);
                Reception.Visit visit = reception.expect()) {
            try (Socket stranger = knock(visit.ticket(), "0".repeat(32))) {
                assertThat(stranger.getInputStream().read()).isEqualTo(-1);
            }
            try (Socket guest = knock(visit.ticket(), visit.ticket().token())) {
                assertThat(visit.await(Duration.ofSeconds(10))).isPresent();
                try (Socket second = knock(visit.ticket(), visit.ticket().token())) {
                    assertThat(second.getInputStream().read()).isEqualTo(-1);
                }
                assertThat(guest.isClosed()).isFalse();
            }
            assertThat(visit.ticket().toString()).doesNotContain(visit.ticket().token());
        }
    }

    private static Socket knock(Ticket ticket, String token) throws IOException {
        Socket socket = new Socket(ticket.host(), ticket.port());
        socket.setSoTimeout(10_000);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.write(HexFormat.of().parseHex(token));
        out.writeUTF("a guest");
        return socket;
    }
}
