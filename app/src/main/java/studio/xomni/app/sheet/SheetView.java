package studio.xomni.app.sheet;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import studio.xomni.app.store.Pictures;
import studio.xomni.app.store.Sheet;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.Background;
import studio.xomni.engine.vision.Picture;

/** A table of pictures with the values over columns and beside rows; a click opens a picture. */
public final class SheetView extends BorderPane {

    private static final double SMALLEST = 90;
    private static final double LARGEST = 256;
    private static final double LABELS = 96;
    private static final double GAP = 10;

    /** Of the labels in an exported table, in pixels. */
    private static final double EXPORTED = 34;

    private final SheetModel model;
    private final Pictures pictures;
    private final Background decoding;
    private final Texts texts;
    private final GridPane grid = new GridPane();
    private final Label title = new Label();
    private final Button export = new Button();
    private final ScrollPane scroll = new ScrollPane(grid);
    private double side = SMALLEST;

    /**
     * @param decoding reads and decodes thumbnails
     * @param close called when the user has seen enough
     * @param written told where an exported table is
     * @param failed takes why a table could not be exported
     */
    public SheetView(
            SheetModel model,
            Pictures pictures,
            Background decoding,
            Texts texts,
            Runnable close,
            Consumer<java.nio.file.Path> written,
            Consumer<? super Exception> failed) {
        this.model = model;
        this.pictures = pictures;
        this.decoding = decoding;
        this.texts = texts;
        getStyleClass().add("sheet");
        setFocusTraversable(true);
        title.getStyleClass().add("title-4");
        export.setId("sheet-export");
        export.setText(texts.get("export"));
        export.setGraphic(new FontIcon(Material2AL.FILE_UPLOAD));
        export.setOnAction(click -> export(written, failed));
        Button end = new Button(null, new FontIcon(Material2AL.CLOSE));
        end.setId("sheet-close");
        end.getStyleClass().addAll("button-icon", "flat");
        end.setAccessibleText(texts.get("close"));
        end.setTooltip(new Tooltip(texts.get("close") + " (Esc)"));
        end.setOnAction(click -> close.run());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox bar = new HBox(8, title, gap, export, end);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("panel-bar");
        grid.setHgap(GAP);
        grid.setVgap(GAP);
        grid.setPadding(new Insets(12));
        grid.setAlignment(Pos.TOP_CENTER);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        setTop(bar);
        setCenter(scroll);
        model.table().addListener((table, before, now) -> fill());
        scroll.widthProperty().addListener((width, before, now) -> fill());
        fill();
    }

    private void fill() {
        grid.getChildren().clear();
        Optional<SheetModel.Table> now = model.table().get();
        export.setDisable(now.isEmpty() || now.get().cells().isEmpty());
        if (now.isEmpty()) {
            return;
        }
        Sheet sheet = now.get().sheet();
        int all = sheet.minP().size() * sheet.guidance().size();
        title.setText(texts.get("state", now.get().cells().size(), all));
        double room = scroll.getWidth() - LABELS - 40;
        side =
                Math.max(
                        SMALLEST,
                        Math.min(LARGEST, Math.floor(room / sheet.guidance().size() - GAP)));
        for (int column = 0; column < sheet.guidance().size(); column++) {
            Label label = label(columnWords(sheet, column));
            GridPane.setHalignment(label, HPos.CENTER);
            grid.add(label, column + 1, 0);
        }
        for (int row = 0; row < sheet.minP().size(); row++) {
            grid.add(label(rowWords(sheet, row)), 0, row + 1);
            for (int column = 0; column < sheet.guidance().size(); column++) {
                StoredPicture picture = now.get().cells().get(new SheetModel.Place(row, column));
                String words = rowWords(sheet, row) + ", " + columnWords(sheet, column);
                grid.add(
                        picture == null ? empty(words) : cell(picture, words), column + 1, row + 1);
            }
        }
    }

    private String rowWords(Sheet sheet, int row) {
        return texts.get("row", Axis.plain(sheet.minP().get(row)));
    }

    private String columnWords(Sheet sheet, int column) {
        return texts.get("column", Axis.plain(sheet.guidance().get(column)));
    }

    private static Label label(String words) {
        Label label = new Label(words);
        label.getStyleClass().add("field-heading");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private Node empty(String words) {
        Label waits = new Label(texts.get("missing"));
        waits.getStyleClass().add("note");
        waits.setAccessibleText(words + ": " + texts.get("missing"));
        StackPane box = new StackPane(waits);
        box.getStyleClass().add("sheet-missing");
        box.setPrefSize(side, side);
        return box;
    }

    private Node cell(StoredPicture picture, String words) {
        ImageView view = new ImageView();
        view.setPreserveRatio(true);
        view.setFitWidth(side);
        view.setFitHeight(side);
        Button button = new Button(null, view);
        button.getStyleClass().add("sheet-cell");
        button.setPrefSize(side + 8, side + 8);
        button.setAccessibleText(words);
        button.setTooltip(new Tooltip(words));
        button.setOnAction(click -> model.open(picture));
        decoding.run(
                () ->
                        pictures.thumbnail(picture.id())
                                .map(bytes -> new Image(new ByteArrayInputStream(bytes))),
                image -> image.ifPresent(view::setImage),
                // The picture itself may still open: it says then what is wrong.
                failure -> {});
        return button;
    }

    private void export(Consumer<java.nio.file.Path> written, Consumer<? super Exception> failed) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get("export"));
        chooser.setInitialFileName("sheet.png");
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("PNG", "*.png"));
        File file = chooser.showSaveDialog(getScene().getWindow());
        if (file != null) {
            model.export(file.toPath(), labels(), written, failed);
        }
    }

    /** The labels as pictures: letters are JavaFX's own, whatever fonts the system has. */
    SheetPicture.Labels labels() {
        Sheet sheet = model.table().get().orElseThrow().sheet();
        List<Picture> rows = new ArrayList<>();
        for (int row = 0; row < sheet.minP().size(); row++) {
            rows.add(drawn(rowWords(sheet, row)));
        }
        List<Picture> columns = new ArrayList<>();
        for (int column = 0; column < sheet.guidance().size(); column++) {
            columns.add(drawn(columnWords(sheet, column)));
        }
        return new SheetPicture.Labels(rows, columns);
    }

    private static Picture drawn(String words) {
        Text text = new Text(words);
        text.setFont(Font.font(EXPORTED));
        text.setFill(Color.BLACK);
        SnapshotParameters white = new SnapshotParameters();
        white.setFill(Color.WHITE);
        StackPane box = new StackPane(text);
        new Scene(box);
        WritableImage image = box.snapshot(white, null);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader()
                .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        byte[] rgb = new byte[3 * pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            rgb[3 * i] = (byte) (pixels[i] >> 16);
            rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
            rgb[3 * i + 2] = (byte) pixels[i];
        }
        return new Picture(width, height, rgb);
    }
}
