package io.sweep4j.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sweep4j.store.RunWriter;
import io.sweep4j.store.StoreFixtures;
import io.sweep4j.store.SweepStore;
import io.sweep4j.store.TrialEvent;
import io.sweep4j.sweep.Checkpoint;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RecorderTest {

    @Test
    void closing_waits_until_all_is_written_and_reported() {
        try (SweepStore store = SweepStore.inMemory()) {
            List<Trial> trials = StoreFixtures.define(store, 500);
            SweepRunnerTest.Heard heard = new SweepRunnerTest.Heard();
            try (RunWriter writer = store.beginRun("s", "{}")) {
                Recorder recorder = new Recorder(writer, heard);
                for (Trial trial : trials) {
                    StoreFixtures.whole(trial, TrialState.COMPLETED, StoreFixtures.epoch(1, 1, 0.5))
                            .forEach(recorder::record);
                }
                recorder.close();
                recorder.close();
                assertThat(heard.calls).hasSize(1_500);
                assertThat(store.curves("s")).hasSize(500);
                assertThatThrownBy(() -> recorder.record(StoreFixtures.started(trials.get(0))))
                        .isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @Test
    void checkpoints_on_their_way_to_the_disk_take_bounded_memory_and_arrive() {
        try (SweepStore store = SweepStore.inMemory()) {
            Trial trial = StoreFixtures.define(store, 1).get(0);
            try (RunWriter writer = store.beginRun("s", "{}")) {
                Recorder recorder = new Recorder(writer, new SweepRunnerTest.Heard());
                recorder.record(StoreFixtures.started(trial));
                for (int epoch = 1; epoch <= 300; epoch++) { // more than this process's heap could hold
                    recorder.record(new TrialEvent.Checkpointed(trial, new Checkpoint(epoch, new byte[10_000_000])));
                }
                recorder.record(new TrialEvent.Checkpointed(trial, new Checkpoint(301, new byte[100_000_000])));
                recorder.close();
                assertThat(store.checkpoint("s", 1).orElseThrow().epoch()).isEqualTo(301);
            }
        }
    }

    @Test
    void a_failure_to_write_comes_out_at_the_next_event_and_at_the_end() {
        try (SweepStore store = SweepStore.inMemory()) {
            Trial trial = StoreFixtures.define(store, 1).get(0);
            SweepRunnerTest.Heard heard = new SweepRunnerTest.Heard();
            try (RunWriter writer = store.beginRun("s", "{}")) {
                Recorder recorder = new Recorder(writer, heard);
                List<TrialEvent> events = new ArrayList<>(List.of(StoreFixtures.started(trial)));
                events.addAll(StoreFixtures.observed(
                        trial, List.of(StoreFixtures.epoch(1, 1, 0.5), StoreFixtures.epoch(1, 1, 0.5))));
                assertThatThrownBy(() -> {
                            for (int i = 0; i < 100_000; i++) {
                                recorder.record(events.get(Math.min(i, 2)));
                            }
                        })
                        .isInstanceOf(RecordingException.class)
                        .hasMessageStartingWith("memory: ");
                assertThatThrownBy(recorder::close).isInstanceOf(RecordingException.class);
                assertThat(heard.calls).doesNotContain("ended 1 COMPLETED");
            }
        }
    }
}
