package studio.xomni.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The package that this system installs: a .deb or an .msi, made of an image. */
final class SystemPackage {

    private static final String LEVEL = "DPKG_DEB_COMPRESSOR_LEVEL";

    private final Jdk jdk;
    private final Product product;
    private final Host host;

    SystemPackage(Jdk jdk, Product product, Host host) {
        this.jdk = jdk;
        this.product = product;
        this.host = host;
    }

    /**
     * Makes the package in {@code target}, where it takes the place of an older one.
     *
     * @param resources what replaces jpackage's own templates, if it is there
     */
    void make(Image image, Path resources, Path licence, Path icon, Path target)
            throws IOException, InterruptedException {
        deleteOlder(target);
        Path scratch = target.resolve("dist/package");
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("--type", host.packageType(), "--dest", target.toString()));
        arguments.addAll(List.of("--temp", scratch.toString()));
        arguments.addAll(List.of("--app-image", image.folder().toString()));
        arguments.addAll(List.of("--app-version", product.version(), "--vendor", Product.VENDOR));
        arguments.addAll(List.of("--description", Product.DESCRIPTION));
        arguments.addAll(List.of("--copyright", Product.COPYRIGHT));
        arguments.addAll(List.of("--license-file", licence.toString()));
        if (Files.isDirectory(resources)) {
            arguments.addAll(List.of("--resource-dir", resources.toString()));
        }
        switch (host) {
            case LINUX ->
                    arguments.addAll(
                            List.of(
                                    "--name",
                                    Product.ID,
                                    "--icon",
                                    icon.toString(),
                                    "--linux-shortcut",
                                    "--linux-app-category",
                                    "graphics"));
            case WINDOWS ->
                    arguments.addAll(
                            List.of(
                                    "--name",
                                    Product.NAME,
                                    "--win-per-user-install",
                                    "--win-menu",
                                    "--win-menu-group",
                                    Product.NAME,
                                    "--win-upgrade-uuid",
                                    Product.UPGRADE_UUID));
        }
        jdk.run("jpackage", arguments, compression());
        Trees.delete(scratch); // as large as the image
    }

    /**
     * xz, because on Ubuntu dpkg-deb would take zstd, which older Debians cannot read; its first
     * level, unless the environment names another: the sixth saves a tenth and takes seven times as
     * long.
     */
    private static Map<String, String> compression() {
        return Map.of(
                "DPKG_DEB_COMPRESSOR_TYPE", "xz", LEVEL, System.getenv().getOrDefault(LEVEL, "1"));
    }

    private void deleteOlder(Path target) throws IOException {
        List<Path> older;
        try (Stream<Path> files = Files.list(target)) {
            older =
                    files.filter(file -> file.toString().endsWith("." + host.packageType()))
                            .toList();
        }
        for (Path file : older) {
            Files.delete(file);
        }
    }
}
