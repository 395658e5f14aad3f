package io.sweep4j.engine.dl4j;

import io.sweep4j.data.Dataset;
import io.sweep4j.engine.RecordedTraining;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.engine.checkpoint.SavedMoment;
import io.sweep4j.engine.checkpoint.TrainingState;
import io.sweep4j.sweep.Configuration;
import java.time.Duration;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;

/** DL4J on a trial whose parameters begin a rounding error away from where they should. */
public final class Perturbed {
    private Perturbed() {}

    /** Each parameter moves by one ulp of itself, or of 0.1 where it is smaller, up or down. */
    public static void train(TrialTask task, Dataset data, RecordedTraining recorded) {
        Configuration configuration = task.trial().configuration();
        try (Updates fresh = new Updates(configuration, data, false);
                SharedArrays arrays = new SharedArrays(data)) {
            float[] parameters = fresh.network().params().data().asFloat();
            Random random = new Random(1);
            for (int i = 0; i < parameters.length; i++) {
                float ulp = Math.ulp(Math.max(0.1f, Math.abs(parameters[i])));
                parameters[i] += random.nextBoolean() ? ulp : -ulp;
            }
            INDArray state = fresh.updaterState();
            SavedMoment moved = new SavedMoment(
                    0,
                    0,
                    0,
                    parameters,
                    state == null ? new float[0] : state.data().asFloat());
            recorded.started(task.trial(), "perturbed");
            try (TrialTraining training = new TrialTraining(
                    task, arrays, new Detecting(true, Duration.ZERO), new TrainingState(0, moved, null))) {
                recorded.ended(task.trial(), training.run(recorded, null));
            }
        }
    }
}
