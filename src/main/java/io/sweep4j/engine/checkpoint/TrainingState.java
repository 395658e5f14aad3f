package io.sweep4j.engine.checkpoint;

import io.sweep4j.engine.Detection;
import org.jspecify.annotations.Nullable;

/**
 * What the rest of a training depends on at an epoch's end.
 *
 * @param epoch the last one trained, from 1
 * @param moment the older of the two it keeps while divergence is looked for: training on from it to the epoch's end, at
 *     most twice {@link io.sweep4j.engine.replay.Replay#INTERVAL} updates, gives the younger one and the present at no cost of room. Else the present
 * @param detection null unless the trial has diverged and trains on
 */
public record TrainingState(
        int epoch, SavedMoment moment, @Nullable Detection detection) {}
