package io.sweep4j.engine.dl4j;

import org.bytedeco.openblas.global.openblas;
import org.deeplearning4j.util.CrashReportingUtil;
import org.nd4j.linalg.factory.Nd4j;

/** Holds native code at one thread, so that trials in parallel don't fight and results don't depend on cores. */
final class NativeThreads {
    private static boolean limited;

    private NativeThreads() {}

    /** Takes effect once in a process; to be called before the first operation. OpenBLAS and OpenMP both need telling. */
    static synchronized void limitToOne() {
        if (!limited) {
            openblas.blas_set_num_threads(1);
            Nd4j.getEnvironment().setMaxThreads(1);
            Nd4j.getEnvironment().setMaxMasterThreads(1);
            CrashReportingUtil.crashDumpsEnabled(false); // DL4J would write files into the caller's folder
            limited = true;
        }
    }
}
