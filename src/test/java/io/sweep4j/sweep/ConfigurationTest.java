package io.sweep4j.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.engine.Configurations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {

    @Test
    void the_canonical_text_of_the_defaults_is_pinned() {
        // Content keys are made of it: whoever changes it makes every recorded trial new.
        assertThat(Configurations.of("").canonicalText()).isEqualTo("""
                        hidden=[]
                        activation=softmax
                        loss=mcxent
                        weight_init=xavier
                        bias_init=0.0
                        updater=sgd
                        learning_rate=0.01
                        decay=0.0
                        batch_size=128
                        epochs=10
                        l1=0.0
                        l2=0.0
                        seed=42
                        shuffle=true
                        """);
        assertThat(Configurations.of("hidden=8,4 decay=0.001 updater=nesterovs").canonicalText())
                .contains("hidden=[8, 4]\nactivation=relu\noutput_activation=softmax\n")
                .contains("momentum=0.9\n")
                .contains("decay=0.001\ndecay_schedule=iteration\n")
                .contains("dropout=0.0\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'', momentum=0.5",
        "'', output_activation=tanh",
        "'', dropout=0.5",
        "'', decay_schedule=epoch",
        "'', learning_rate=1e-2",
        "loss=mcxent, loss=negativeloglikelihood",
        "loss=mse, loss=squared_loss",
        "weight_init=normal, weight_init=lecun_normal",
        "bias_init=0, bias_init=-0.0",
        "hidden=8, hidden=8 activation=relu"
    })
    void what_trains_alike_has_one_text(String one, String other) {
        assertThat(Configurations.of(one).canonicalText())
                .isEqualTo(Configurations.of(other).canonicalText());
    }

    @ParameterizedTest
    @CsvSource({
        "'', seed=43",
        "'', shuffle=false",
        "'', decay=0.1",
        "'', epochs=11",
        "'', learning_rate=0.010000000000000002",
        "hidden=8, 'hidden=8,8'",
        "hidden=8, hidden=8 dropout=0.5",
        "hidden=8, hidden=8 output_activation=tanh",
        "updater=nesterovs, updater=nesterovs momentum=0.8",
        "decay=0.1, decay=0.1 decay_schedule=reported",
        "weight_init=zero shuffle=false, weight_init=zero shuffle=false seed=1"
    })
    void what_differs_has_another(String one, String other) {
        assertThat(Configurations.of(one).canonicalText())
                .isNotEqualTo(Configurations.of(other).canonicalText());
    }

    @ParameterizedTest
    @CsvSource({
        "'', SEED, true",
        "weight_init=zero shuffle=false, SEED, false",
        "weight_init=ones shuffle=false, SEED, false",
        "weight_init=zero shuffle=false activation=rrelu, SEED, true",
        "weight_init=zero shuffle=false hidden=8 dropout=0.5, SEED, true",
        "weight_init=zero shuffle=false dropout=0.5, SEED, false",
        "'', MOMENTUM, false",
        "updater=nesterovs, MOMENTUM, true",
        "'', DECAY_SCHEDULE, false",
        "decay=0.1, DECAY_SCHEDULE, true",
        "decay=0.1 decay_schedule=epoch epochs=1, DECAY, false",
        "decay=0.1 decay_schedule=epoch, DECAY, true",
        "'', DROPOUT, false",
        "hidden=1, DROPOUT, true",
        "'', OUTPUT_ACTIVATION, false",
        "hidden=1, OUTPUT_ACTIVATION, true",
        "'', LEARNING_RATE, true"
    })
    void a_parameter_is_used_where_it_makes_a_difference(String configuration, Parameter parameter, boolean used) {
        assertThat(Configurations.of(configuration).uses(parameter)).isEqualTo(used);
    }

    @Test
    void a_network_without_hidden_layers_has_no_output_activation_of_its_own() {
        Configuration flat = Configurations.of("activation=tanh output_activation=relu dropout=0.5");
        assertThat(flat.value(Parameter.OUTPUT_ACTIVATION)).isEmpty();
        assertThat(flat.outputActivation()).isEqualTo("tanh");
        assertThat(flat.dropout()).isZero();
        assertThat(flat)
                .isEqualTo(Configurations.of("activation=tanh dropout=0.5"))
                .hasSameHashCodeAs(Configurations.of("activation=tanh dropout=0.5"));
        Configuration deep = Configurations.of("hidden=3 activation=tanh");
        assertThat(deep.outputActivation()).isEqualTo("softmax");
    }
}
