package studio.xomni.app;

import atlantafx.base.theme.PrimerDark;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/**
 * The application: puts the window's parts together and shows it. The engine is not loaded for
 * that.
 */
public final class Studio extends Application {

    static final String TITLE = "X-Omni Studio";

    /** The window's content in device-independent pixels. */
    private static final double WIDTH = 1280;

    private static final double HEIGHT = 800;

    @Override
    public void start(Stage stage) {
        setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
        Label label = new Label("Posters are made from the command line for now.");
        stage.setTitle(TITLE);
        stage.setScene(new Scene(new StackPane(label), WIDTH, HEIGHT));
        stage.show();
        // JavaFX 21 loses the size of a first window under some window managers and shows 200 x 200
        // (JDK-8316423, mended in 22): ask for it again once the window is there.
        Platform.runLater(stage::sizeToScene);
    }
}
