package io.sweep4j.execution.spark;

import io.sweep4j.cluster.Shipment;
import io.sweep4j.cluster.Ticket;
import io.sweep4j.cluster.Worker;
import java.io.IOException;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/** What Spark sends to an executor: a ticket, and where the data are if they have been sent. */
record ServeTask(Ticket ticket, @Nullable Broadcast<Shipment> shipment) implements VoidFunction<Integer> {
    @Override
    public void call(Integer partition) throws IOException, InterruptedException {
        SparkEnv env = SparkEnv.get();
        String name = ExecutorWatch.name(
                env.executorId(), env.blockManager().blockManagerId().host());
        Worker.serve(ticket, name, shipment == null ? null : shipment::value);
    }
}
