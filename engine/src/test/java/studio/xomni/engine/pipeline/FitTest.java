package studio.xomni.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.xomni.engine.Golden;
import studio.xomni.engine.checkpoint.Safetensors;
import studio.xomni.engine.checkpoint.StoredTensor;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.pipeline.Footprint.Taken;
import studio.xomni.engine.torch.DType;
import studio.xomni.engine.torch.Device;
import studio.xomni.engine.torch.Scope;

class FitTest {

    private static final long GIB = 1L << 30;

    /** Writing 10 GiB (5 in int8), describing 1, painting 20, decoding 0 with 6 of work (or 2). */
    private static final Footprint MADE_UP =
            new Footprint(
                    stages(taken(10, 1), taken(0, 6)),
                    stages(taken(5, 1), taken(0, 6)),
                    stages(taken(5, 1), taken(0, 2)));

    private static Map<Stage, Taken> stages(Taken writing, Taken decoding) {
        return Map.of(
                Stage.WRITING,
                writing,
                Stage.DESCRIBING,
                taken(1, 0),
                Stage.PAINTING,
                taken(20, 2),
                Stage.DECODING,
                decoding);
    }

    private static Taken taken(int weights, int work) {
        return new Taken(weights * GIB, work * GIB);
    }

    private static Machine machine(long gib) {
        return new Machine(64 * GIB, gib * GIB + Footprint.PROGRAM);
    }

    @Test
    void aModeNeedsItsWorstMoment() {
        assertEquals(Footprint.PROGRAM + (10 + 1 + 20 + 6) * GIB, MADE_UP.bytes(Memory.FULL));
        assertEquals(Footprint.PROGRAM + (1 + 20 + 6) * GIB, MADE_UP.bytes(Memory.LEAN));
        assertEquals(Footprint.PROGRAM + (20 + 2) * GIB, MADE_UP.bytes(Memory.MINIMAL));
    }

    @Test
    void aMachineHoldsAModelOrASmallerModeOrNone() {
        assertTrue(Fit.of(MADE_UP, Memory.FULL, machine(37)) instanceof Fit.Fits);

        Fit lean = Fit.of(MADE_UP, Memory.FULL, machine(36));
        assertTrue(
                lean instanceof Fit.FitsIn in
                        && in.smaller().memory() == Memory.LEAN
                        && in.smaller().bytes() == MADE_UP.bytes(Memory.LEAN)
                        && in.wanted().bytes() == MADE_UP.bytes(Memory.FULL),
                lean::toString);

        Fit minimal = Fit.of(MADE_UP, Memory.LEAN, machine(26));
        assertTrue(
                minimal instanceof Fit.FitsIn in && in.smaller().memory() == Memory.MINIMAL,
                minimal::toString);

        Fit none = Fit.of(MADE_UP, Memory.FULL, machine(21));
        assertTrue(
                none instanceof Fit.TooLarge large
                        && large.smallest().memory() == Memory.MINIMAL
                        && large.smallest().bytes() == MADE_UP.bytes(Memory.MINIMAL),
                none::toString);
    }

    @ParameterizedTest
    @EnumSource
    void aModelsFootprintIsToldWithoutLoadingIt(Golden golden) {
        int before = Scope.live();
        Footprint float32 = footprint(golden, DType.FLOAT32, 1, 512);
        Footprint bfloat16 = footprint(golden, DType.BFLOAT16, 1, 512);
        assertEquals(before, Scope.live());

        assertEquals(4 * elements(golden.checkpoint(), "model"), weights(float32, Stage.WRITING));
        assertEquals(
                4 * elements(golden.flux().resolve("vae"), "diffusion_pytorch_model"),
                weights(float32, Stage.DECODING));
        assertEquals(weights(float32, Stage.WRITING), 2 * weights(bfloat16, Stage.WRITING));
        assertTrue(float32.bytes(Memory.FULL) > float32.bytes(Memory.LEAN));
        assertTrue(float32.bytes(Memory.LEAN) > float32.bytes(Memory.MINIMAL));
        assertTrue(float32.bytes(Memory.FULL) > bfloat16.bytes(Memory.FULL));
    }

    @Test
    void theEnglishKindCountsItsTextEncoders() {
        assertEquals(
                weights(footprint(Golden.ZH, DType.FLOAT32, 1, 512), Stage.DESCRIBING)
                        + 4 * elements(Golden.EN.flux().resolve("text_encoder"), "model")
                        + 4 * elements(Golden.EN.flux().resolve("text_encoder_2"), "model"),
                weights(footprint(Golden.EN, DType.FLOAT32, 1, 512), Stage.DESCRIBING));
    }

    @Test
    void moreAndLargerPicturesNeedMore() {
        long one = footprint(Golden.BUILTIN, DType.FLOAT32, 1, 512).bytes(Memory.FULL);
        long large = footprint(Golden.BUILTIN, DType.FLOAT32, 1, 1024).bytes(Memory.FULL);
        assertTrue(large > one);
        Footprint four = footprint(Golden.BUILTIN, DType.FLOAT32, 4, 512);
        assertTrue(
                work(four, Stage.WRITING)
                        > 3
                                * work(
                                        footprint(Golden.BUILTIN, DType.FLOAT32, 1, 512),
                                        Stage.WRITING)
                                / 2);
    }

    @Test
    void tilesBoundWhatDecodingTakes() {
        Footprint large = footprint(Golden.BUILTIN, DType.FLOAT32, 1, 2048);
        Taken whole = taken(large.plain(), Stage.DECODING);
        Taken tiled = taken(large.tiled(), Stage.DECODING);
        assertTrue(tiled.work() < whole.work() / 8);
    }

    @Test
    void aFolderThatIsNoModelIsRefused(@TempDir Path folder) {
        var model = new ModelFolder(folder, folder);
        assertThrows(
                CheckpointException.class,
                () -> Footprint.of(model, settings(DType.FLOAT32), request(1, 512)));
    }

    @Test
    void thisMachineHasMemory() {
        Machine here = Machine.here();
        assertTrue(here.total() >= here.available() && here.available() > 0);
        assertThrows(IllegalArgumentException.class, () -> new Machine(1, 2));
    }

    private static Taken taken(Map<Stage, Taken> stages, Stage stage) {
        return Objects.requireNonNull(stages.get(stage));
    }

    private static long weights(Footprint footprint, Stage stage) {
        return taken(footprint.plain(), stage).weights();
    }

    private static long work(Footprint footprint, Stage stage) {
        return taken(footprint.plain(), stage).work();
    }

    private static long elements(Path folder, String stem) {
        return Safetensors.readFolder(folder, stem).values().stream()
                .mapToLong(StoredTensor::elements)
                .sum();
    }

    private static EngineSettings settings(DType dtype) {
        return new EngineSettings(new Device.Cpu(), new EngineSettings.Types.All(dtype), false);
    }

    private static ImageRequest request(int count, int side) {
        var builtIn = new ModelFolder(Golden.BUILTIN.checkpoint(), Golden.BUILTIN.flux());
        return ImageRequest.of(builtIn, ModelConfig.read(builtIn.checkpoint()), "x")
                .withSize(side, side)
                .withSeed(1, count);
    }

    private static Footprint footprint(Golden golden, DType dtype, int count, int side) {
        return Footprint.of(
                new ModelFolder(golden.checkpoint(), golden.flux()),
                settings(dtype),
                request(count, side));
    }
}
