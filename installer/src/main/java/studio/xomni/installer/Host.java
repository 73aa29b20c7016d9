package studio.xomni.installer;

import java.nio.file.Path;
import java.util.List;

/** The system that packages are made on, which is the one that they are made for. */
enum Host {
    LINUX("deb", "linux-x86-64", List.of(Path.of("/usr/lib/jvm"))),
    WINDOWS("msi", "win32-x86-64", List.of(Path.of("C:/Program Files/Eclipse Adoptium")));

    private final String packageType;
    private final String jnaFolder;
    private final List<Path> jdkFolders;

    Host(String packageType, String jnaFolder, List<Path> jdkFolders) {
        this.packageType = packageType;
        this.jnaFolder = jnaFolder;
        this.jdkFolders = jdkFolders;
    }

    static Host current(String system, String processor) {
        if (processor.equals("amd64") || processor.equals("x86_64")) {
            if (system.equals("Linux")) {
                return LINUX;
            }
            if (system.startsWith("Windows")) {
                return WINDOWS;
            }
        }
        throw new IllegalStateException(
                "Packages are made on 64-bit Linux or Windows (x86-64); this is %s (%s)."
                        .formatted(system, processor));
    }

    String packageType() {
        return packageType;
    }

    /** JNA's folder of this system's native library in its jar. */
    String jnaFolder() {
        return jnaFolder;
    }

    /** Where JDKs are usually installed. */
    List<Path> jdkFolders() {
        return jdkFolders;
    }

    /** The folder in an image that holds the jars. */
    Path jars(Path image) {
        return this == LINUX ? image.resolve("lib/app") : image.resolve("app");
    }

    Path runtime(Path image) {
        return this == LINUX ? image.resolve("lib/runtime") : image.resolve("runtime");
    }

    /** The program in an image that starts a launcher. */
    Path launcher(Path image, String name) {
        return this == LINUX ? image.resolve("bin").resolve(name) : image.resolve(name + ".exe");
    }
}
