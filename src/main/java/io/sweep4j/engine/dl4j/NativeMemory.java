package io.sweep4j.engine.dl4j;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Memory outside of Java's heap, where networks are. */
final class NativeMemory {
    private NativeMemory() {}

    /** Bytes of the machine or the container, swap space included. */
    static long total() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return system.getTotalMemorySize() + Math.max(0, system.getTotalSwapSpaceSize());
    }

    /** The error as what it is: native code tells in the message of a {@link RuntimeException} that memory ran out. */
    static Throwable recognise(Throwable error) {
        String message = error.getMessage();
        if (error instanceof RuntimeException && message != null && message.contains("std::bad_alloc")) {
            OutOfMemoryError recognised = new OutOfMemoryError("native code got no more of it");
            recognised.initCause(error);
            return recognised;
        }
        return error;
    }
}
