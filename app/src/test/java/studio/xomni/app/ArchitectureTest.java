package studio.xomni.app;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Node;
import org.junit.jupiter.api.Test;
import studio.xomni.engine.error.XomniException;

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
                    .resideInAPackage("javafx.scene..");

    /** Pictures, tokens and progress come from the engine's pipeline; tensors stay inside it. */
    @ArchTest
    static final ArchRule TENSORS_STAY_IN_THE_ENGINE =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("ai.djl..", "studio.xomni.engine.torch..");

    @ArchTest
    static final ArchRule THE_STORE_KNOWS_NO_WINDOW =
            noClasses()
                    .that()
                    .resideInAPackage("..app.store..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "javafx..", "..app.work..", "..app.shell..", "..app.create..");

    /** What one screen asks of another goes through the composition root. */
    @ArchTest
    static final ArchRule SCREENS_NEVER_IMPORT_EACH_OTHER =
            alone("create", "queue", "gallery", "chat", "export", "sheet", "settings", "guide");

    /** None of the screens imports another. */
    private static ArchRule alone(String... screens) {
        ArchRule rule = null;
        for (String screen : screens) {
            String[] others =
                    Stream.of(screens)
                            .filter(other -> !other.equals(screen))
                            .map(other -> "..app." + other + "..")
                            .toArray(String[]::new);
            ArchRule one =
                    noClasses()
                            .that()
                            .resideInAPackage("..app." + screen + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(others);
            rule = rule == null ? one : CompositeArchRule.of(rule).and(one);
        }
        return Objects.requireNonNull(rule);
    }

    /** One class crosses to JavaFX's thread; the composition root may, while it starts. */
    @ArchTest
    static final ArchRule ONLY_WORK_STARTS_THREADS =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..app.work..")
                    .and()
                    .doNotHaveFullyQualifiedName("studio.xomni.app.Studio")
                    .should()
                    .callMethod(Platform.class, "runLater", Runnable.class)
                    .orShould()
                    .callConstructor(Thread.class, Runnable.class)
                    .orShould()
                    .callConstructor(Thread.class, Runnable.class, String.class)
                    .orShould()
                    .dependOnClassesThat()
                    .belongToAnyOf(Executors.class);

    /**
     * What a failure says is shown in the language of the window, so getLocalizedMessage() it is.
     * Those that are named look into Java's own words or write for the log.
     */
    @ArchTest
    static final ArchRule FAILURES_ARE_TOLD_IN_THE_WINDOWS_LANGUAGE =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("studio.xomni.app.Launcher")
                    .and()
                    .doNotHaveFullyQualifiedName("studio.xomni.app.store.Failures")
                    .and()
                    .doNotHaveFullyQualifiedName("studio.xomni.app.store.MetadataJson")
                    .and()
                    .doNotHaveFullyQualifiedName("studio.xomni.app.store.RecipeJson")
                    .should()
                    .callMethodWhere(
                            target(name("getMessage"))
                                    .and(target(owner(assignableTo(Throwable.class)))));

    record DrawingModel(Node drawn) {}

    @Test
    void aViewModelThatHoldsANodeIsCaught() {
        assertTrue(caught(VIEW_MODELS_NEVER_IMPORT_THE_SCENE, DrawingModel.class));
    }

    static final class Impatient {
        void now() {
            Platform.runLater(() -> {});
        }
    }

    @Test
    void aScreenThatCrossesToJavaFxByItselfIsCaught() {
        assertTrue(caught(ONLY_WORK_STARTS_THREADS, Impatient.class));
    }

    static final class EnglishOnly {
        String said(XomniException failure) {
            return String.valueOf(failure.getMessage());
        }
    }

    @Test
    void aFailureThatIsToldInEnglishIsCaught() {
        assertTrue(caught(FAILURES_ARE_TOLD_IN_THE_WINDOWS_LANGUAGE, EnglishOnly.class));
    }

    private static boolean caught(ArchRule rule, Class<?> offender) {
        JavaClasses classes = new ClassFileImporter().importClasses(offender);
        return rule.evaluate(classes).hasViolation();
    }
}
