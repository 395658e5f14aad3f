package io.sweep4j.engine.dl4j;

import java.util.List;
import org.deeplearning4j.nn.api.FwdPassType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network that can compute its gradient alone: {@link #computeGradientAndScore} passes the batch through the output layer once
 * more, for a score that {@link LossMeter} knows already. For one thread.
 */
final class GradientNetwork extends MultiLayerNetwork {
    private static final long serialVersionUID = 1;

    private final transient LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.builder()
            .with(ArrayType.INPUT, WS_ALL_LAYERS_ACT, WS_ALL_LAYERS_ACT_CONFIG)
            .with(ArrayType.ACTIVATIONS, WS_ALL_LAYERS_ACT, WS_ALL_LAYERS_ACT_CONFIG)
            .with(ArrayType.FF_WORKING_MEM, WS_LAYER_WORKING_MEM, WS_LAYER_WORKING_MEM_CONFIG)
            .with(ArrayType.BP_WORKING_MEM, WS_LAYER_WORKING_MEM, WS_LAYER_WORKING_MEM_CONFIG)
            .build();

    GradientNetwork(MultiLayerConfiguration configuration) {
        super(configuration);
    }

    /**
     * Computes the sum of the batch's gradients into {@link #getFlattenedGradients}.
     *
     * @param features [rows, inputs]
     * @param labels [rows, classes]
     */
    void computeGradient(INDArray features, INDArray labels) {
        setInput(features);
        setLabels(labels);
        try (MemoryWorkspace ignored = workspaces.notifyScopeEntered(ArrayType.ACTIVATIONS)) {
            List<INDArray> activations =
                    ffToLayerActivationsInWs(getnLayers() - 2, FwdPassType.STANDARD, false, features, null, null);
            getOutputLayer().setInput(activations.get(activations.size() - 1), workspaces);
            calcBackpropGradients(null, true, false, false);
        }
        clearLayersStates();
    }
}
