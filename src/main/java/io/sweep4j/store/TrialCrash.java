package io.sweep4j.store;

import io.sweep4j.crash.CrashReport;

/**
 * A trial that is charged with the crash of its process.
 *
 * @param times how often that has happened to it, at least 1
 * @param failed whether it is FAILED for it, rather than to be tried again
 */
public record TrialCrash(String sweep, long trial, int times, boolean failed, CrashReport report) {}
