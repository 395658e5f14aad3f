package io.sweep4j.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.engine.Configurations;
import io.sweep4j.engine.Detection;
import io.sweep4j.engine.Ending;
import io.sweep4j.engine.Outputs;
import io.sweep4j.engine.Step;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.sweep.Checkpoint;
import io.sweep4j.sweep.DatasetKind;
import io.sweep4j.sweep.DatasetOption;
import io.sweep4j.sweep.DatasetSpec;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.NumberKind;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.OnDivergence;
import io.sweep4j.sweep.OutputMeans;
import io.sweep4j.sweep.Value;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordFormatTest {
    private static Message sent(Message message) throws IOException {
        ByteArrayOutputStream pipe = new ByteArrayOutputStream();
        new Channel(new ByteArrayInputStream(new byte[0]), pipe).write(message);
        Channel received = new Channel(new ByteArrayInputStream(pipe.toByteArray()), new ByteArrayOutputStream());
        List<Message> read = received.read();
        assertThat(read).hasSize(1);
        assertThat(received.read()).isEmpty();
        return read.get(0);
    }

    private static void assertUnchanged(Message message) throws IOException {
        assertThat(sent(message)).isEqualTo(message);
    }

    @Test
    void messages_arrive_as_they_were_said() throws IOException {
        assertUnchanged(new Message.Begin(
                true,
                Duration.ofMillis(10_500),
                1L << 40,
                new DatasetSpec(
                        DatasetKind.CSV,
                        Map.of(
                                DatasetOption.PATH, new Value.Text("ä β.csv"),
                                DatasetOption.VALIDATION, new Value.Real(0.15, ".15"),
                                DatasetOption.HEADER, new Value.Flag(true),
                                DatasetOption.SEED, new Value.Whole(Long.MIN_VALUE))),
                null,
                "/cache"));
        assertUnchanged(new Message.Train(List.of(
                new TrialTask(Configurations.trial(7, "hidden=3,4 learning_rate=0.001"), OnDivergence.CONTINUE, true),
                new TrialTask(
                        Configurations.trial(8, "activation=tanh"),
                        OnDivergence.STOP,
                        false,
                        Duration.ofMillis(1_500),
                        3,
                        null))));
        assertUnchanged(new Message.Observed(
                3,
                new Observation(
                        2,
                        Double.NEGATIVE_INFINITY,
                        null,
                        0.1,
                        Double.MIN_VALUE,
                        0.1,
                        -0.0,
                        true,
                        2.5,
                        new OutputMeans(Double.NaN, 0.1 + 0.2))));
        assertUnchanged(new Message.Ended(
                3,
                new Ending.Diverged(new Detection(
                        1,
                        1,
                        Divergence.Quantity.COST,
                        NumberKind.NAN,
                        null,
                        1,
                        1,
                        List.of(0, 9),
                        0,
                        List.of(new Step(
                                1,
                                Double.NaN,
                                0.1,
                                1,
                                new Outputs(10, 0, 0, 0, 1, 9, 0, 0, 0, 0, 0),
                                List.of(new Step.LayerNorms("output", 1, 2, 3))))))));
        assertUnchanged(new Message.Answer(List.of(3L, 1L << 40)));
        assertUnchanged(new Message.Done(Map.of("judged a", "b")));
    }

    @Test
    void a_checkpoint_keeps_its_bytes() throws IOException {
        Message read = sent(new Message.Checkpointed(1, new Checkpoint(4, new byte[] {1, 0, -1})));

        assertThat(((Message.Checkpointed) read).checkpoint().state()).containsExactly(1, 0, -1);
    }

    @Test
    void an_error_keeps_its_class_where_that_can_be_made_and_its_words_always() throws IOException {
        assertThat(failure(new OutOfMemoryError("Java heap space")))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessage("Java heap space");
        assertThat(failure(new ArithmeticException()))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage(null);
        assertThat(failure(new Odd(3))).hasMessage(Odd.class.getName() + ": 3 are odd");
    }

    private static Throwable failure(Throwable error) throws IOException {
        return ((Ending.Failed) ((Message.Ended) sent(new Message.Ended(1, new Ending.Failed(error)))).ending())
                .error();
    }

    /** Has no constructor of a message alone. */
    private static final class Odd extends RuntimeException {
        private static final long serialVersionUID = 1;

        Odd(int number) {
            super(number + " are odd");
        }
    }

    @Test
    void messages_that_can_wait_go_with_the_next_in_order() throws Exception {
        ByteArrayOutputStream pipe = new ByteArrayOutputStream();
        Channel channel = new Channel(new ByteArrayInputStream(new byte[0]), pipe);
        List<Message> said = List.of(
                new Message.Started(1, "a"), new Message.Started(2, "b"), new Message.Ready("c"), new Message.Alive());

        assertThat(channel.awaitUnsent(0)).isFalse();
        channel.writeSoon(said.get(0));
        channel.writeSoon(said.get(1));
        assertThat(pipe.size()).isZero();
        assertThat(channel.awaitUnsent(0)).isTrue();
        channel.write(said.get(2));
        channel.writeSoon(said.get(3));
        channel.flush();

        Channel received = new Channel(new ByteArrayInputStream(pipe.toByteArray()), new ByteArrayOutputStream());
        assertThat(received.read()).isEqualTo(said);
        assertThat(received.read()).isEmpty();
    }

    @Test
    void a_message_that_is_cut_short_is_the_end() throws IOException {
        ByteArrayOutputStream pipe = new ByteArrayOutputStream();
        new Channel(new ByteArrayInputStream(new byte[0]), pipe).write(new Message.Ready("abc"));

        byte[] cut = java.util.Arrays.copyOf(pipe.toByteArray(), pipe.size() - 1);

        assertThat(new Channel(new ByteArrayInputStream(cut), new ByteArrayOutputStream()).read())
                .isEmpty();
    }
}
