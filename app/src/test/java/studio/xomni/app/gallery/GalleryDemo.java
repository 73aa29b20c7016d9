package studio.xomni.app.gallery;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Theme;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.work.Threads;

/**
 * Shows the gallery alone with made-up posters and writes what it looks like, in both themes and at
 * several widths, to PNG files.
 *
 * <p>Arguments: the folder for the PNG files.
 */
public final class GalleryDemo {

    private static final int[] COLOURS = {
        0xB7261C, 0xF3EAD8, 0x114B2E, 0x6B2C8F, 0xF79B3A, 0x97CFF5, 0xFFFFFF, 0x151515, 0xF794B8,
        0x2B3C99, 0x0F7B7B, 0xC21F39
    };

    private GalleryDemo() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        Platform.setImplicitExit(false);
        started.await();
        Path originals = Files.createTempDirectory("posters");
        FakePictures pictures = new FakePictures(pictures(originals));
        pictures.setThumbnails(
                id -> Optional.of(png(poster(Integer.parseInt(id.substring(1)), 192, 256))));
        try (Threads store = new Threads("store", 1);
                Threads search = new Threads("search", 1);
                Threads decoding = new Threads("decoding", 2)) {
            new Shots(folder, pictures, store, search, decoding).all();
        }
        try (var files = Files.list(originals)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(originals);
        Platform.exit();
    }

    private record Shots(
            Path folder, FakePictures pictures, Threads store, Threads search, Threads decoding) {

        void all() throws Exception {
            for (Theme theme : List.of(new PrimerDark(), new PrimerLight())) {
                String name = theme instanceof PrimerDark ? "dark" : "light";
                Platform.runLater(
                        () -> Application.setUserAgentStylesheet(theme.getUserAgentStylesheet()));
                gallery(name, "narrow", 348, 800, "", 3);
                gallery(name, "wide", 1060, 800, "", 2);
                gallery(name, "nothing", 348, 560, "rating:5 unicorn", 0);
                details(name);
                for (CompareModel.Mode mode : CompareModel.Mode.values()) {
                    compare(name, mode);
                }
            }
        }

        private void gallery(
                String theme, String name, double width, double height, String typed, int selected)
                throws Exception {
            shoot(
                    theme + "-" + name,
                    width,
                    height,
                    () -> {
                        GalleryModel model =
                                new GalleryModel(pictures, store, search, notice -> {});
                        GalleryCommands commands =
                                new GalleryCommands(
                                        model,
                                        Samples.edits(pictures),
                                        pictures,
                                        store,
                                        new FakePorts());
                        GalleryView view = new GalleryView(model, commands, pictures, decoding);
                        model.load();
                        model.searchText().set(typed);
                        later(
                                () -> {
                                    for (int i = 0; i < selected; i++) {
                                        model.selection().toggle(2 * i + 1);
                                    }
                                    view.focusPictures();
                                });
                        return view;
                    });
        }

        private void details(String theme) throws Exception {
            shoot(
                    theme + "-details",
                    348,
                    800,
                    () -> {
                        GalleryModel model =
                                new GalleryModel(pictures, store, search, notice -> {});
                        GalleryCommands commands =
                                new GalleryCommands(
                                        model,
                                        Samples.edits(pictures),
                                        pictures,
                                        store,
                                        new FakePorts());
                        DetailsModel details = new DetailsModel(model, commands, pictures, store);
                        model.load();
                        later(() -> model.selection().select(3));
                        return new DetailsView(details, text -> {});
                    });
        }

        private void compare(String theme, CompareModel.Mode mode) throws Exception {
            shoot(
                    theme + "-compare-" + mode,
                    900,
                    640,
                    () -> {
                        CompareModel model = new CompareModel();
                        model.mode().set(mode);
                        CompareView view = new CompareView(model, () -> {});
                        List<StoredPicture> two = pictures.all();
                        view.show(two.get(1), two.get(2), decoding);
                        return view;
                    });
        }

        private static void later(Runnable action) {
            new Thread(
                            () -> {
                                sleep(1000);
                                Platform.runLater(action);
                            })
                    .start();
        }

        private void shoot(String name, double width, double height, Supplier<Region> content)
                throws Exception {
            CountDownLatch shown = new CountDownLatch(1);
            Stage[] stage = new Stage[1];
            Platform.runLater(
                    () -> {
                        stage[0] = new Stage();
                        stage[0].setScene(new Scene(new BorderPane(content.get()), width, height));
                        stage[0].show();
                        shown.countDown();
                    });
            shown.await();
            sleep(1900);
            CountDownLatch done = new CountDownLatch(1);
            Platform.runLater(
                    () -> {
                        write(stage[0].getScene().snapshot(null), folder.resolve(name + ".png"));
                        stage[0].close();
                        done.countDown();
                    });
            done.await();
        }
    }

    private static void sleep(long milliseconds) {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<StoredPicture> pictures(Path originals) throws IOException {
        List<StoredPicture> pictures = new ArrayList<>();
        for (int number = 1; number <= 240; number++) {
            StoredPicture picture = Samples.picture(number);
            if (number % 4 == 0) {
                picture = Marks.rated(picture, number / 4 % 5 + 1);
            }
            if (number % 7 == 0) {
                picture = Marks.favourite(picture, true);
            }
            if (number % 3 == 0) {
                picture = Marks.onBoard(picture, "Autumn campaign");
            }
            Path file = originals.resolve("poster-%03d.png".formatted(number));
            if (number > 235) {
                Files.write(file, png(poster(number, 384, 512)));
            }
            pictures.add(
                    new StoredPicture(
                            picture.id(),
                            file,
                            picture.created(),
                            number % 11 == 0 ? 512 : 384,
                            512,
                            picture.prompt(),
                            picture.texts(),
                            picture.seed(),
                            picture.model(),
                            picture.settings(),
                            picture.favourite(),
                            picture.rating(),
                            Set.copyOf(picture.boards())));
        }
        return pictures;
    }

    private static BufferedImage poster(int number, int width, int height) {
        int wide = number % 11 == 0 ? height : width;
        BufferedImage image = new BufferedImage(wide, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        Color ground = new Color(COLOURS[number % COLOURS.length]);
        graphics.setColor(ground);
        graphics.fillRect(0, 0, wide, height);
        boolean bright = ground.getRed() + ground.getGreen() + ground.getBlue() > 400;
        graphics.setColor(bright ? Color.DARK_GRAY : Color.WHITE);
        graphics.fillOval(wide / 4 + number % 20, height / 2, wide / 3, wide / 3);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, wide / 9));
        graphics.drawString(Samples.title(number), wide / 12, height / 4);
        graphics.dispose();
        return image;
    }

    private static byte[] png(BufferedImage image) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(WritableImage image, Path file) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
            }
        }
        try {
            Files.write(file, png(copy));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
