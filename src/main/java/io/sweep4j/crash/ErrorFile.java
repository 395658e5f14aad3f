package io.sweep4j.crash;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where HotSpot writes its report if a process crashes. */
public final class ErrorFile {
    private static final String DEFAULT = "hs_err_pid%p.log";

    private ErrorFile() {}

    /** Of this process, as far as that can be told beforehand; empty where there is no place, or Java is no HotSpot. */
    public static Optional<Path> ofThisProcess() {
        return of(option(), ProcessHandle.current().pid());
    }

    /** The first of HotSpot's three places that can be written to: the option's, the working folder, the temporary one. */
    static Optional<Path> of(String pattern, long pid) {
        String temporary = System.getProperty("java.io.tmpdir", "/tmp") + "/" + DEFAULT;
        return Stream.of(pattern, DEFAULT, temporary)
                .filter(place -> !place.isEmpty())
                .flatMap(place -> path(place, pid).stream())
                .filter(path -> Files.isWritable(path.resolveSibling("")))
                .findFirst();
    }

    private static Optional<Path> path(String pattern, long pid) {
        try {
            return Optional.of(Path.of(expand(pattern, pid)).toAbsolutePath());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** As HotSpot does: {@code %p} is the process, {@code %%} a per cent sign. */
    private static String expand(String pattern, long pid) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char next = i + 1 < pattern.length() ? pattern.charAt(i + 1) : 0;
            if (pattern.charAt(i) == '%' && (next == 'p' || next == '%')) {
                text.append(next == 'p' ? Long.toString(pid) : "%");
                i++;
            } else {
                text.append(pattern.charAt(i));
            }
        }
        return text.toString();
    }

    private static String option() {
        try {
            HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            String set =
                    hotSpot == null ? null : hotSpot.getVMOption("ErrorFile").getValue();
            return set == null ? "" : set;
        } catch (IllegalArgumentException e) {
            return ""; // another virtual machine, which has no such option
        }
    }
}
