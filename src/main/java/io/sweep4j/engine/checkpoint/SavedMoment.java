package io.sweep4j.engine.checkpoint;

/**
 * What the next updates of a network depend on, besides configuration and data. Nobody writes to the arrays.
 *
 * @param updates made before it
 * @param rootState of ND4J's random generator, like {@code nodeState}; 0 where nothing is drawn from it
 * @param parameters in DL4J's order
 * @param updaterState likewise; empty for an updater without any
 */
@SuppressWarnings("ArrayRecordComponent") // made to be written down or loaded, by one owner
public record SavedMoment(long updates, long rootState, long nodeState, float[] parameters, float[] updaterState) {}
