package studio.xomni.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The house's layering, as the engine's README draws it. */
@AnalyzeClasses(
        packages = "studio.xomni.engine",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theEngineKnowsNoScreenAndNoDatabase =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("javafx..", "java.sql..", "javax.swing..");

    @ArchTest
    static final ArchRule onlyTorchTouchesTensorsOfDjl =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "..engine.torch..", "..engine.text..", "..engine.cli..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule textTouchesOnlyDjlsTokenizers =
            noClasses()
                    .that()
                    .resideInAPackage("..engine.text..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("ai.djl.ndarray..", "ai.djl.pytorch..", "ai.djl.engine..");

    @ArchTest
    static final ArchRule stagesMeetOnlyInThePipeline =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("language")
                    .definedBy("..engine.language..")
                    .layer("vision")
                    .definedBy("..engine.vision..")
                    .layer("diffusion")
                    .definedBy("..engine.diffusion..")
                    .layer("vae")
                    .definedBy("..engine.vae..")
                    .layer("text")
                    .definedBy("..engine.text..")
                    .layer("pipeline")
                    .definedBy("..engine.pipeline..")
                    .layer("bench")
                    .definedBy("..engine.bench..")
                    .layer("cli")
                    .definedBy("..engine.cli..")
                    .whereLayer("language")
                    .mayOnlyBeAccessedByLayers("pipeline", "bench", "cli")
                    .whereLayer("vision")
                    .mayOnlyBeAccessedByLayers("pipeline", "text", "cli", "bench")
                    .whereLayer("diffusion")
                    .mayOnlyBeAccessedByLayers("pipeline", "bench")
                    .whereLayer("vae")
                    .mayOnlyBeAccessedByLayers("pipeline", "bench")
                    .whereLayer("text")
                    .mayOnlyBeAccessedByLayers("pipeline")
                    .whereLayer("cli")
                    .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule noTensorLeavesThePipeline =
            noClasses()
                    .that()
                    .resideInAPackage("..engine.cli..")
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching(
                            "studio\\.xomni\\.engine\\.torch\\.(Tensor|Scope|TorchProgram)");

    @ArchTest
    static final ArchRule packagesFormNoCircles =
            slices().matching("studio.xomni.engine.(*)..").should().beFreeOfCycles();
}
