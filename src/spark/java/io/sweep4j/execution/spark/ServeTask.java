package io.sweep4j.execution.spark;

import io.sweep4j.cluster.Shipment;
import io.sweep4j.cluster.Ticket;
import io.sweep4j.cluster.Worker;
import io.sweep4j.execution.Version;
import java.io.IOException;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * What Spark sends to an executor: a ticket, where the data are if they have been sent, and the Sweep4j of the run. Another build may
 * train otherwise, or take what is said to it for something else.
 */
record ServeTask(Ticket ticket, @Nullable Broadcast<Shipment> shipment, Version version)
        implements VoidFunction<Integer> {
    @Override
    public void call(Integer partition) throws IOException, InterruptedException {
        if (!Version.current().equals(version)) {
            throw new IllegalStateException("Sweep4j there is "
                    + Version.current().number() + " (commit "
                    + Version.current().commit() + "), and here " + version.number() + " (commit " + version.commit()
                    + "); install the same build on each machine");
        }
        SparkEnv env = SparkEnv.get();
        String name = ExecutorWatch.name(
                env.executorId(), env.blockManager().blockManagerId().host());
        Worker.serve(ticket, name, shipment == null ? null : shipment::value);
    }
}
