package io.sweep4j.execution;

/** How a trial of a sweep stands to the sweep file: what a run would make of it. */
public enum PlanMark {
    /** Nothing is recorded; to be trained. */
    NEW,
    /** Has its outcome. */
    DONE,
    /** Started, without an outcome, or without all that the file asks to be measured; to be trained. */
    PARTIAL,
    /** Recorded under an older version of the training semantics; to be trained again under its number. */
    STALE,
    /** Recorded, but no longer in the sweep file. */
    ORPHAN
}
