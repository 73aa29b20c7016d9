package studio.xomni.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import javafx.scene.Node;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(packages = "studio.xomni.app", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** A view model holds properties and commands; only its view draws. */
    @ArchTest
    static final ArchRule VIEW_MODELS_NEVER_IMPORT_THE_SCENE =
            noClasses()
                    .that()
                    .haveSimpleNameEndingWith("Model")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("javafx.scene..")
                    .allowEmptyShould(true);

    /** Pictures, tokens and progress come from the engine's pipeline; tensors stay inside it. */
    @ArchTest
    static final ArchRule TENSORS_STAY_IN_THE_ENGINE =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("ai.djl..", "studio.xomni.engine.torch..");

    /** There is no view model yet: this one shows that the rule would catch it. */
    record DrawingModel(Node drawn) {}

    @Test
    void aViewModelThatHoldsANodeIsCaught() {
        JavaClasses drawing = new ClassFileImporter().importClasses(DrawingModel.class);
        assertTrue(VIEW_MODELS_NEVER_IMPORT_THE_SCENE.evaluate(drawing).hasViolation());
    }
}
