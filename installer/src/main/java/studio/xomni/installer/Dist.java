package studio.xomni.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Makes the packages for this system: runtime, image, class archive, package. Prints each step with
 * its seconds.
 *
 * <p>Arguments: the project's root, its version, and the JDK whose runtime is packed; without the
 * last, a Temurin is looked for. The class path of {@code app} is read from {@code
 * installer/target/classpath}.
 */
public final class Dist {

    private final Path root;
    private final Path work;
    private final Product product;
    private final Host host;
    private final Jdk jdk;

    private Dist(Path root, Product product, Host host, Jdk jdk) {
        this.root = root;
        this.work = root.resolve("installer/target/dist");
        this.product = product;
        this.host = host;
        this.jdk = jdk;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Host host = Host.current(System.getProperty("os.name"), System.getProperty("os.arch"));
        String named = arguments.length > 2 ? arguments[2] : "";
        Jdk jdk = Jdk.find(named == null ? "" : named, System.getenv(), host.jdkFolders());
        new Dist(Path.of(arguments[0]), Product.of(arguments[1]), host, jdk).make();
    }

    private void make() throws IOException, InterruptedException {
        System.out.println("Runtime from " + jdk.home());
        Trees.delete(work);
        Files.createDirectories(work);
        List<Path> classPath = classPath();
        List<Path> javafx = classPath.stream().filter(Jars::isJavaFx).toList();
        List<Path> jars = classPath.stream().filter(jar -> !Jars.isJavaFx(jar)).toList();

        Path runtime = work.resolve("runtime");
        Image image = new Image(host, product, work.resolve("image"));
        Path icon = icon();
        Path target = root.resolve("installer/target");
        Path resources = root.resolve("installer/src/main/jpackage").resolve(host.packageType());
        SystemPackage made = new SystemPackage(jdk, product, host);
        step("runtime", () -> new OwnRuntime(jdk, work).link(javafx, runtime));
        step("image", () -> image.make(jdk, runtime, jars, icon));
        step("model", () -> image.addModel(root.resolve("assets/builtin")));
        step("notices", () -> image.addNotices(root.resolve("installer/target")));
        step("natives", () -> image.unpackNatives(picture()));
        step("archive", () -> new ClassArchive(host, image, work).make());
        step("package", () -> made.make(image, resources, root.resolve("LICENSE"), icon, target));
        System.out.println("Image: " + image.folder());
    }

    private List<Path> classPath() throws IOException {
        String paths = Files.readString(root.resolve("installer/target/classpath")).strip();
        return Arrays.stream(paths.split(System.getProperty("path.separator")))
                .map(Path::of)
                .toList();
    }

    private Path picture() {
        return root.resolve("assets/src/main/resources/studio/xomni/assets/icons/studio.png");
    }

    private Path icon() throws IOException {
        return switch (host) {
            case LINUX -> picture();
            case WINDOWS -> {
                Path ico = work.resolve(Product.ID + ".ico");
                Files.write(ico, Icons.ico(Files.readAllBytes(picture())));
                yield ico;
            }
        };
    }

    /** A part of the work. */
    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    private static void step(String name, Step step) throws IOException, InterruptedException {
        long from = System.nanoTime();
        step.run();
        System.out.printf("%-8s %4d s%n", name, (System.nanoTime() - from) / 1_000_000_000);
    }
}
