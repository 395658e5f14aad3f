package io.sweep4j.engine;

import io.sweep4j.sweep.Checkpoint;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Trial;

/**
 * Hears what becomes of each trial of a batch: {@link #started} or {@link #resumed}, then each epoch in order, then once
 * {@link #ended}. Calls for one trial come from one thread; those for different trials may come from several.
 */
public interface TrainingListener {

    /**
     * Who is going to train the trial, where the engine has others do it; heard before anything else, if at all.
     *
     * @param worker for people, such as {@code executor 2 on 10.0.0.7}
     */
    default void placed(Trial trial, String worker) {}

    /**
     * The trial's training begins with the first epoch, even if a checkpoint was given: the engine could not use it. Heard again
     * when it begins anew, on another engine or by itself; what was observed before then counts no more.
     *
     * @param engine name of the one that trains it
     */
    void started(Trial trial, String engine);

    /**
     * The trial's training goes on from the checkpoint it was given; never heard by who gives none.
     *
     * @param epoch the checkpoint's; the next one is observed first
     * @param engine name of the one that trains it
     */
    default void resumed(Trial trial, int epoch, String engine) {}

    /** An epoch is over. */
    void observed(Trial trial, Observation observation);

    /** What the trial can go on from after the epoch observed last; never heard by who asks for none. */
    default void checkpoint(Trial trial, Checkpoint checkpoint) {}

    /** Nothing more will be heard of this trial. */
    void ended(Trial trial, Ending ending);

    /** Asked at the end of every epoch but a trial's last: true ends the trial there as {@link Ending.Cancelled}. */
    boolean stopRequested(Trial trial);
}
