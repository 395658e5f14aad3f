package io.sweep4j;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The order of packages in docs/ARCHITECTURE.md, enforced. */
class LayersTest {
    /** Each may use the ones before it. */
    private static final List<String> ORDER = List.of(
            "sweep",
            "definition",
            "plan",
            "data",
            "crash",
            "store",
            "engine",
            "divergence",
            "isolation",
            "cluster",
            "execution",
            "report",
            "dashboard",
            "cli");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.sweep4j");

    @Test
    void every_class_is_seen() {
        assertThat(CLASSES.size()).isGreaterThan(120);
        assertThat(CLASSES.stream().map(c -> c.getPackageName().split("\\.")[2]).distinct())
                .containsExactlyInAnyOrderElementsOf(ORDER);
    }

    @Test
    void packages_import_only_earlier_ones() {
        Architectures.LayeredArchitecture layers =
                Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String name : ORDER) {
            layers = layers.layer(name).definedBy("io.sweep4j." + name + "..");
        }
        for (int i = 0; i < ORDER.size(); i++) {
            List<String> later = new ArrayList<>(ORDER.subList(i + 1, ORDER.size()));
            layers = later.isEmpty()
                    ? layers.whereLayer(ORDER.get(i)).mayNotBeAccessedByAnyLayer()
                    : layers.whereLayer(ORDER.get(i)).mayOnlyBeAccessedByLayers(later.toArray(String[]::new));
        }
        layers.check(CLASSES);
    }

    @Test
    void packages_form_no_cycles() {
        slices().matching("io.sweep4j.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void the_vocabulary_needs_the_jdk_alone() {
        classes()
                .that()
                .resideInAPackage("io.sweep4j.sweep..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("io.sweep4j.sweep..", "java..", "org.jspecify.."))
                .check(CLASSES);
    }

    @Test
    void engines_never_see_the_store() {
        noClasses()
                .that()
                .resideInAPackage("io.sweep4j.engine..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.sweep4j.store.."))
                .check(CLASSES);
    }

    @Test
    void libraries_stay_where_they_belong() {
        only("io.sweep4j.definition", "com.fasterxml.jackson.dataformat.yaml..");
        only("io.sweep4j.engine", "org.nd4j..", "org.deeplearning4j..", "org.bytedeco..");
        only("io.sweep4j.store", "java.sql..", "org.h2..");
        only("io.sweep4j.dashboard", "com.sun.net.httpserver..");
        only("io.sweep4j.cli", "org.apache.commons.cli..");
    }

    private static void only(String home, String... library) {
        noClasses()
                .that()
                .resideOutsideOfPackage(home + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(library))
                .check(CLASSES);
    }

    @Test
    void only_the_command_line_prints_and_exits() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.sweep4j.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    @Test
    void every_package_is_null_marked() {
        assertThat(CLASSES.stream().map(c -> c.getPackage()).distinct())
                .allMatch(p -> p.isAnnotatedWith(NullMarked.class));
    }
}
