package io.sweep4j.engine;

import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Trial;

/**
 * Hears what becomes of each trial of a batch: once {@link #started}, then each epoch in order, then once
 * {@link #ended}. Calls for one trial come from one thread; those for different trials may come from several.
 */
public interface TrainingListener {

    /** The trial's training begins. */
    void started(Trial trial);

    /** An epoch is over. */
    void observed(Trial trial, Observation observation);

    /** Nothing more will be heard of this trial. */
    void ended(Trial trial, Ending ending);

    /** Asked at the end of every epoch but a trial's last: true ends the trial there as {@link Ending.Cancelled}. */
    boolean stopRequested(Trial trial);
}
