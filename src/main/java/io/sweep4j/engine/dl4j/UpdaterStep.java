package io.sweep4j.engine.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarDivision;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * From a network's gradient to its parameters, as {@link MultiLayerNetwork#fit} goes: mean over the batch, penalties, DL4J's
 * updater, subtraction. DL4J makes every view of the flat arrays anew for each iteration, and its many small references are what
 * the garbage collector then spends its time on; here they are made once. For one thread.
 */
final class UpdaterStep {
    /** Parameters that one updater takes together. */
    private record Block(INDArray gradient, GradientUpdater<?> updater, List<Penalty> penalties) {}

    /** On some of the block's parameters. */
    private record Penalty(Regularization regularization, INDArray parameters, INDArray gradient) {}

    /** For the signs of weights, which l1 needs in every iteration. */
    private static final LayerWorkspaceMgr WORKSPACES = LayerWorkspaceMgr.builder()
            .with(
                    ArrayType.UPDATER_WORKING_MEM,
                    "SWEEP4J_UPDATER",
                    WorkspaceConfiguration.builder()
                            .overallocationLimit(0)
                            .policyLearning(LearningPolicy.FIRST_LOOP)
                            .policyAllocation(AllocationPolicy.STRICT)
                            .build())
            .build();

    private final INDArray parameters;
    private final INDArray gradient;
    private final ScalarOp mean;
    private final List<Block> blocks = new ArrayList<>();

    UpdaterStep(MultiLayerNetwork network, int batchSize) {
        MultiLayerUpdater updater = (MultiLayerUpdater) network.getUpdater(); // makes the array of gradients, too
        this.parameters = network.params();
        this.gradient = network.getFlattenedGradients().reshape(parameters.length());
        this.mean = new ScalarDivision(gradient, null, gradient, batchSize);
        for (UpdaterBlock block : updater.getUpdaterBlocks()) {
            blocks.add(new Block(
                    block.getGradientView().reshape(block.getGradientView().length()),
                    block.getGradientUpdater(),
                    penalties(block)));
        }
    }

    private static List<Penalty> penalties(UpdaterBlock block) {
        List<Penalty> penalties = new ArrayList<>();
        for (UpdaterBlock.ParamState state : block.getLayersAndVariablesInBlock()) {
            List<Regularization> regularizations =
                    state.getLayer().getConfig().getRegularizationByParam(state.getParamName());
            if (regularizations != null) {
                for (Regularization regularization : regularizations) {
                    if (regularization.applyStep() != Regularization.ApplyStep.BEFORE_UPDATER) {
                        throw new IllegalArgumentException("no penalty on gradients: " + regularization);
                    }
                    penalties.add(new Penalty(regularization, state.getParamView(), state.getGradView()));
                }
            }
        }
        return penalties;
    }

    /**
     * Takes the step; the gradient is overwritten with what was subtracted.
     *
     * @param iteration from 0
     * @param epoch from 0
     */
    void take(int iteration, int epoch) {
        Nd4j.getExecutioner().exec(mean);
        for (Block block : blocks) {
            addPenalties(block, iteration, epoch);
            block.updater.applyUpdater(block.gradient, iteration, epoch);
        }
        int count = (int) parameters.length();
        openblas_nolapack.cblas_saxpy(count, -1, pointer(gradient), 1, pointer(parameters), 1);
    }

    private static FloatPointer pointer(INDArray values) {
        return (FloatPointer) values.data().addressPointer();
    }

    private static void addPenalties(Block block, int iteration, int epoch) {
        if (block.penalties.isEmpty()) {
            return;
        }
        try (MemoryWorkspace ignored = WORKSPACES.notifyScopeEntered(ArrayType.UPDATER_WORKING_MEM)) {
            for (Penalty penalty : block.penalties) {
                penalty.regularization.apply(penalty.parameters, penalty.gradient, 1, iteration, epoch);
            }
        }
    }
}
