package io.sweep4j.engine.dl4j;

import io.sweep4j.engine.Symptoms;
import io.sweep4j.sweep.Divergence.Quantity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Looks at every iteration of one network until something goes non-finite. It costs two norms an iteration, which are
 * non-finite whenever one of their elements is, and are the history a diagnosis needs.
 */
final class DivergenceWatch extends BaseTrainingListener {

    /**
     * What was found.
     *
     * @param values the gradient or the parameters, a copy of all in one row; null for a cost
     * @param parametersBefore a copy of the parameters before the iteration's update
     */
    record Finding(
            Quantity quantity,
            double cost,
            @Nullable INDArray values,
            @Nullable INDArray parametersBefore) {}

    private final Deque<Double> costs = new ArrayDeque<>();
    private final Deque<Double> gradientNorms = new ArrayDeque<>();
    private final Deque<Double> parameterNorms = new ArrayDeque<>();
    private final LossMeter loss;
    private double cost;
    private double gradientNorm;
    private @Nullable Finding finding;

    /** @param loss the network's own */
    DivergenceWatch(LossMeter loss) {
        this.loss = loss;
    }

    /** The cost of the iteration just made: the batch mean of the loss before its update, without penalties. */
    double cost() {
        return cost;
    }

    /** What the iteration just made, or an earlier one, brought to light. */
    @Nullable
    Finding finding() {
        return finding;
    }

    List<Double> costs() {
        return new ArrayList<>(costs);
    }

    List<Double> gradientNorms() {
        return new ArrayList<>(gradientNorms);
    }

    List<Double> parameterNorms() {
        return new ArrayList<>(parameterNorms);
    }

    /** Called between the gradient and the update, when the parameters are still those that made the cost. */
    @Override
    public void onGradientCalculation(Model model) {
        MultiLayerNetwork network = (MultiLayerNetwork) model;
        cost = loss.mean();
        if (finding != null) {
            return;
        }
        if (!Double.isFinite(cost)) {
            finding = new Finding(Quantity.COST, cost, null, network.params().dup());
            return;
        }
        INDArray gradient = network.gradient().gradient();
        gradientNorm = norm(gradient);
        if (!Double.isFinite(gradientNorm)) {
            finding = new Finding(
                    Quantity.GRADIENT, cost, gradient.dup(), network.params().dup());
        }
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        if (finding != null) {
            return;
        }
        INDArray parameters = model.params();
        double parameterNorm = norm(parameters);
        if (!Double.isFinite(parameterNorm)) {
            finding = new Finding(Quantity.PARAMETER, cost, parameters.dup(), null);
            return;
        }
        remember(costs, cost);
        remember(gradientNorms, gradientNorm);
        remember(parameterNorms, parameterNorm);
    }

    /** Non-finite only if an element is: where float32 is too small for the norm, double is not. */
    private static double norm(INDArray values) {
        double norm;
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            Objects.requireNonNull(outside);
            norm = values.norm2Number().doubleValue();
        }
        return Double.isFinite(norm) ? norm : exactNorm(values.dup().data().asFloat());
    }

    private static double exactNorm(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }

    private static void remember(Deque<Double> history, double value) {
        if (history.size() == Symptoms.HISTORY) {
            history.removeFirst();
        }
        history.addLast(value);
    }
}
