package studio.xomni.engine.vision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import studio.xomni.engine.error.ResourceException;
import studio.xomni.engine.error.UsageException;

/** Whatever a picture's bytes are, it is read or refused by one sentence. */
class DamagedPicturesTest {

    private static final Path NAME = Path.of("damaged");

    /** Headers are short and break most. */
    private static final int HEADER = 64;

    private static final PrintStream OUT = System.out;
    private static final PrintStream ERR = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    /** A file with some bytes changed and its end cut off. */
    record Damaged(String name, byte[] bytes) {

        @Override
        public String toString() {
            return name + " " + Arrays.toString(bytes);
        }
    }

    @Property(tries = 6000)
    void readsDamagedFilesOrRefusesThem(@ForAll("damagedFiles") Damaged file) {
        try {
            PictureReader.read(NAME, file.bytes);
        } catch (UsageException e) {
            // As wanted; anything else that is thrown fails the property.
        }
    }

    /** A damaged header of this format may claim gigabytes within the bound of pixels. */
    @Property(tries = 1500)
    void readsDamagedTiffOrRefusesIt(@ForAll("damagedTiff") Damaged file) {
        try {
            PictureReader.read(NAME, file.bytes);
        } catch (UsageException | ResourceException e) {
            // As wanted.
        }
    }

    @BeforeTry
    void listen() {
        System.setOut(new PrintStream(printed, true, UTF_8));
        System.setErr(new PrintStream(printed, true, UTF_8));
    }

    @AfterTry
    void decodersPrintNothing() {
        System.setOut(OUT);
        System.setErr(ERR);
        assertEquals("", printed.toString(UTF_8));
    }

    @Provide
    Arbitrary<Damaged> damagedFiles() {
        return damaged(
                PictureCases.all().stream().filter(c -> !c.name().startsWith("tiff")).toList());
    }

    @Provide
    Arbitrary<Damaged> damagedTiff() {
        return damaged(
                PictureCases.all().stream().filter(c -> c.name().startsWith("tiff")).toList());
    }

    private static Arbitrary<Damaged> damaged(List<PictureCases.Case> sound) {
        return Combinators.combine(Arbitraries.of(sound), Arbitraries.randomValue(Random::nextLong))
                .as(
                        (file, seed) ->
                                new Damaged(file.name(), damage(file.file(), new Random(seed))));
    }

    private static byte[] damage(byte[] sound, Random random) {
        byte[] bytes = sound.clone();
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            int reach = random.nextBoolean() ? bytes.length : Math.min(HEADER, bytes.length);
            int at = random.nextInt(reach);
            bytes[at] =
                    switch (random.nextInt(4)) {
                        case 0 -> (byte) (bytes[at] ^ 1 << random.nextInt(8));
                        case 1 -> (byte) random.nextInt(256);
                        case 2 -> 0;
                        default -> (byte) 255;
                    };
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }
}
