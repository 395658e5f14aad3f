package io.sweep4j.engine.fused;

import io.sweep4j.engine.Detection;
import io.sweep4j.engine.Ending;
import io.sweep4j.engine.TrainingListener;
import io.sweep4j.engine.checkpoint.CheckpointFormat;
import io.sweep4j.engine.checkpoint.SavedMoment;
import io.sweep4j.engine.checkpoint.TrainingState;
import io.sweep4j.engine.replay.Replay;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The training of a panel's trials, from the first epoch or the one after a checkpoint to the ending of the last. Trials that
 * end leave the panel at the epoch's end. For one thread, once.
 */
final class PanelTraining {
    private final Design design;
    private final Resources resources;
    private final Duration patience;
    private final String maker;
    private final TrainingListener listener;
    private final Course course;
    private final Rewind rewind = new Rewind();
    private List<Member> members;
    private Panel panel;
    private long done;
    private long epochStart;

    /**
     * @param members equal in design and batch order
     * @param maker of checkpoints
     * @param start their networks, and the updates made before
     */
    PanelTraining(
            Design design,
            Resources resources,
            Duration patience,
            String maker,
            TrainingListener listener,
            List<Member> members,
            Rewind.Copy start) {
        this.design = design;
        this.resources = resources;
        this.patience = patience;
        this.maker = maker;
        this.listener = listener;
        this.members = new ArrayList<>(members);
        this.course = Course.of(members.get(0).configuration, resources);
        this.panel = panel(start.weights());
        this.done = start.updates();
    }

    private Panel panel(Weights weights) {
        return Panel.of(
                design,
                weights,
                members.stream().map(member -> member.configuration).toList());
    }

    /** Trains on to the end of an epoch that is known already. */
    void catchUp(int epoch) {
        while (done < (long) epoch * course.perEpoch()) {
            remember();
            update();
        }
    }

    /** Trains until every trial has ended. */
    void run() {
        while (!members.isEmpty()) {
            epoch();
        }
    }

    private void epoch() {
        epochStart = System.nanoTime();
        members.forEach(Member::beginEpoch);
        boolean[] ended = new boolean[members.size()];
        int left = members.size();
        for (int i = 0; i < course.perEpoch() && left > 0; i++) {
            for (int trial = 0; trial < ended.length; trial++) {
                if (!ended[trial] && members.get(trial).timedOut(share())) {
                    end(
                            trial,
                            new Ending.TimedOut(Objects.requireNonNull(
                                    members.get(trial).task.timeout())));
                    ended[trial] = true;
                    left--;
                }
            }
            if (left == 0) {
                break;
            }
            remember();
            update();
            for (int trial = 0; trial < ended.length; trial++) {
                if (!ended[trial] && stoppedBy(trial)) {
                    ended[trial] = true;
                    left--;
                }
            }
        }
        if (left > 0) {
            conclude(ended);
        }
        keep(IntStream.range(0, ended.length).filter(trial -> !ended[trial]).toArray());
    }

    private void remember() {
        rewind.beforeUpdate(panel.weights(), done);
    }

    private void update() {
        done++;
        int epoch = course.epoch(done);
        int index = course.index(done);
        EpochBatches batches = course.epochOf(done);
        double[] rates = new double[members.size()];
        for (int trial = 0; trial < rates.length; trial++) {
            rates[trial] = members.get(trial).configuration.appliedLearningRate(done - 1, epoch - 1);
        }
        panel.update(batches.batch(index), batches.labels(index), rates, done - 1);
    }

    /** Nanoseconds of this epoch that each trial answers for. */
    private long share() {
        return (System.nanoTime() - epochStart) / members.size();
    }

    /** Looks at what the latest update made of a trial; true if that was its last. */
    private boolean stoppedBy(int trial) {
        Member member = members.get(trial);
        member.add(panel.cost(trial));
        if (member.detection() != null || panel.finite(trial)) {
            return false;
        }
        member.diverged(replay(trial));
        if (!member.stopped()) {
            return false;
        }
        Weights weights = panel.weights().of(new int[] {trial});
        Panel alone = Panel.of(design, weights, List.of(member.configuration));
        observe(
                member,
                Measured.of(alone, resources, member.task.trainAccuracy()).get(0));
        end(trial, new Ending.Diverged(Objects.requireNonNull(member.detection())));
        return true;
    }

    private Detection replay(int trial) {
        Rewind.Copy copy = rewind.earliest().of(new int[] {trial});
        return Replay.of(new Lone(design, resources, members.get(trial).configuration, copy), done, patience);
    }

    /** Records the epoch of all trials still there, and ends those that are through. */
    private void conclude(boolean[] ended) {
        boolean trainAccuracy = members.get(0).task.trainAccuracy();
        List<Measured> measured = Measured.of(panel, resources, trainAccuracy);
        int epoch = course.epoch(done);
        for (int trial = 0; trial < ended.length; trial++) {
            if (!ended[trial]) {
                observe(members.get(trial), measured.get(trial));
                ended[trial] = through(trial, epoch);
            }
        }
    }

    private void observe(Member member, Measured measured) {
        Configuration configuration = member.configuration;
        long share = share();
        member.spend(share);
        int epoch = course.epoch(done);
        listener.observed(
                member.task.trial(),
                new Observation(
                        epoch,
                        member.cost(),
                        measured.train().accuracy(),
                        measured.validation().accuracy(),
                        measured.test().accuracy(),
                        configuration.reportedLearningRate(done, epoch),
                        configuration.appliedLearningRate(done - 1, epoch - 1),
                        member.detection() != null,
                        share / 1e9,
                        measured.validation().accuracy() == null
                                ? measured.test().outputs()
                                : measured.validation().outputs()));
    }

    private boolean through(int trial, int epoch) {
        Member member = members.get(trial);
        if (epoch == member.configuration.epochs()) {
            Detection detection = member.detection();
            end(trial, detection == null ? new Ending.Completed() : new Ending.Diverged(detection));
            return true;
        }
        boolean cancelled = listener.stopRequested(member.task.trial());
        int every = member.task.checkpointEvery();
        if (member.checkpoints() && (cancelled || epoch % every == 0)) {
            CheckpointFormat format =
                    new CheckpointFormat(maker, member.task.trial().key());
            listener.checkpoint(member.task.trial(), format.write(state(trial, epoch)));
        }
        if (cancelled) {
            end(trial, new Ending.Cancelled());
        }
        return cancelled;
    }

    private TrainingState state(int trial, int epoch) {
        Detection detection = members.get(trial).detection();
        Rewind.Copy copy = detection == null ? rewind.earliest() : new Rewind.Copy(done, panel.weights());
        return new TrainingState(
                epoch,
                new SavedMoment(
                        copy.updates(),
                        0,
                        0,
                        copy.weights().parameters(trial),
                        copy.weights().updaterState(trial)),
                detection);
    }

    private void end(int trial, Ending ending) {
        listener.ended(members.get(trial).task.trial(), ending);
    }

    /** Leaves the other trials behind: what has ended costs nothing further. */
    private void keep(int[] trials) {
        if (trials.length == members.size()) {
            return;
        }
        members = IntStream.of(trials).mapToObj(members::get).toList();
        if (trials.length > 0) {
            panel = panel(panel.weights().of(trials));
            rewind.keep(trials);
        }
    }
}
