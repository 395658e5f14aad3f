package io.sweep4j.engine;

/**
 * With whom a trial is best trained in one batch.
 *
 * @param key trials with equal keys may share a batch
 * @param most trials in a batch, at least 1
 */
public record Grouping(Object key, int most) {
    /** For a trial that gains nothing by company. */
    public static final Grouping ALONE = new Grouping("alone", 1);
}
