package io.sweep4j.cli;

import static net.bytebuddy.matcher.ElementMatchers.named;

import io.sweep4j.engine.TrialTask;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import sun.misc.Unsafe;

/**
 * Makes things go wrong in a real process, in the thread of one trial as it begins an epoch: a Java agent, so that the
 * product needs no hook for it.
 */
public final class FaultAgent {
    private static final Map<Long, Integer> EPOCHS = new ConcurrentHashMap<>();
    private static long trial;
    private static int epoch;
    private static String fault = "";

    private FaultAgent() {}

    /**
     * The JVM option for a fault.
     *
     * @param folder for the agent's jar, which is a manifest alone: the class is on the class path
     * @param fault a case of {@link #strike}
     */
    static String option(Path folder, long trial, int epoch, String fault) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", FaultAgent.class.getName());
        Path jar = folder.resolve("fault-agent.jar");
        try (OutputStream file = Files.newOutputStream(jar)) {
            new JarOutputStream(file, manifest).close();
        }
        return "-javaagent:" + jar + "=" + trial + "," + epoch + "," + fault;
    }

    /** Called by the JVM before the command line begins. */
    public static void premain(String options, Instrumentation instrumentation) {
        String[] parts = options.split(",");
        trial = Long.parseLong(parts[0]);
        epoch = Integer.parseInt(parts[1]);
        fault = parts[2];
        new AgentBuilder.Default()
                .type(named("io.sweep4j.engine.dl4j.TrialTraining"))
                .transform((builder, type, loader, module, domain) ->
                        builder.visit(Advice.to(EpochBegins.class).on(named("epoch"))))
                .installOn(instrumentation);
    }

    /** Put at the beginning of a trial's every epoch. */
    static final class EpochBegins {
        private EpochBegins() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.FieldValue("task") TrialTask task) {
            begins(task.trial().number());
        }
    }

    /** An epoch of a trial begins on the calling thread. */
    public static void begins(long number) {
        if (number == trial && EPOCHS.merge(number, 1, Integer::sum) == epoch) {
            strike();
        }
    }

    private static void strike() {
        switch (fault) {
            case "segfault" -> unsafe().putAddress(0, 1);
            case "error" -> throw new IllegalStateException("out of order");
            case "halt" -> Runtime.getRuntime().halt(134);
            default -> throw new IllegalArgumentException(fault);
        }
    }

    private static Unsafe unsafe() {
        try {
            var field = Unsafe.class.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return (Unsafe) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no Unsafe", e);
        }
    }
}
