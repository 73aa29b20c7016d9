package studio.xomni.installer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Jars, with and without the native libraries that are packed in them. */
final class Jars {

    private static final Pattern JAVAFX = Pattern.compile("javafx-[a-z]+-[0-9].*\\.jar");

    /** Of Linux, macOS, Windows and AIX. */
    private static final Pattern NATIVE =
            Pattern.compile(".*\\.(so(\\.[0-9]+)*|dylib|jnilib|dll|a)");

    private Jars() {}

    /** Whether a jar is a part of JavaFX, which goes into the runtime. */
    static boolean isJavaFx(Path jar) {
        return JAVAFX.matcher(String.valueOf(jar.getFileName())).matches();
    }

    static boolean isNative(String entry) {
        return NATIVE.matcher(entry).matches();
    }

    static boolean has(Path jar, Predicate<String> wanted) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(ZipEntry::getName).anyMatch(wanted);
        }
    }

    /** Unpacks the wanted entries of a jar with their folders. */
    static void unpack(Path jar, Predicate<String> wanted, Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.isDirectory() || !wanted.test(entry.getName())) {
                    continue;
                }
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException(jar + " holds an entry outside: " + entry.getName());
                }
                Files.createDirectories(file.getParent());
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, file);
                }
            }
        }
    }

    /** Takes the natives out of a jar; a jar without any is left as it is. */
    static void dropNatives(Path jar) throws IOException {
        if (!has(jar, Jars::isNative)) {
            return;
        }
        Path smaller = jar.resolveSibling(jar.getFileName() + ".tmp");
        FileTime time = Files.getLastModifiedTime(jar);
        try (ZipFile zip = new ZipFile(jar.toFile());
                OutputStream out = Files.newOutputStream(smaller);
                ZipOutputStream target = new ZipOutputStream(out)) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (isNative(entry.getName())) {
                    continue;
                }
                ZipEntry kept = new ZipEntry(entry.getName());
                kept.setTime(entry.getTime());
                target.putNextEntry(kept);
                if (!entry.isDirectory()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        in.transferTo(target);
                    }
                }
                target.closeEntry();
            }
        }
        Files.move(smaller, jar, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(jar, time);
    }
}
