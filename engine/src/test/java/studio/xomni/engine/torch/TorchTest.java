package studio.xomni.engine.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.xomni.engine.error.UsageException;

class TorchTest {

    @Test
    void devicesAreReadByName() {
        assertEquals(new Device.Cpu(), Device.parse("cpu"));
        assertEquals(new Device.Cuda(0), Device.parse("cuda"));
        assertEquals(new Device.Cuda(3), Device.parse("cuda:3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "cuda:", "cuda:-1", "cuda:1x", "CPU", "cuda:99999"})
    void otherDevicesAreRefused(String name) {
        assertThrows(UsageException.class, () -> Device.parse(name));
    }

    @Test
    void aDeviceThatIsNotThereIsRefused() {
        assertThrows(UsageException.class, () -> Torch.start(new Device.Cuda(999)));
    }

    @Test
    void aClosedScopeFreesItsTensors() {
        try (Torch torch = Torch.start(new Device.Cpu())) {
            int before = Scope.live();
            try (Scope scope = torch.scope()) {
                Tensor early = scope.floats(new float[] {1, 2}, 2);
                Tensor late = scope.longs(new long[] {3, 4}, 2);
                early.close();
                early.close();
                assertArrayEquals(new long[] {3, 4}, late.toLongs());
                assertEquals(before + 1, Scope.live());
            }
            assertEquals(before, Scope.live());
        }
    }

    @Test
    void aProgramThatFailsSaysWhich() {
        try (Torch torch = Torch.start(new Device.Cpu());
                Scope scope = torch.scope()) {
            Tensor x = scope.floats(new float[6], 6);
            var failed =
                    assertThrows(
                            IllegalStateException.class,
                            () -> scope.view(x, 4, new long[] {9}, new long[] {1}));
            assertTrue(
                    String.valueOf(failed.getMessage())
                            .contains("elementary.torch failed in view"));
        }
    }

    /**
     * One draw of {@code torch.multinomial} is the argmax of p over exponential noise of the same
     * stream.
     */
    @Test
    void uniformNumbersMakeTheNoiseThatLibtorchDraws() {
        try (Torch torch = Torch.start(new Device.Cpu());
                Scope scope = torch.scope();
                TorchProgram program = torch.program("language")) {
            Tensor none = scope.floats(new float[0], 0);
            long[] sizes = {1, 0, 1, 1, 1, 2, 2, 2, 0, 1000, 1000, 6, 1, 14};
            program.number("bind", List.of(none), sizes, 1e-6, true, false, false, false);
            Tensor u = program.tensor(scope, "noise", 1, new long[] {5});
            float[] ours = program.tensor(scope, "exponential", u).toFloats();
            // torch.manual_seed(5); torch.empty(1000).exponential_()[:6], PyTorch 2.13 on a CPU
            float[] first = {
                1.0272642f, 0.300778f, 0.44758108f, 0.37853006f, 0.30940586f, 1.9066902f
            };
            for (int i = 0; i < first.length; i++) {
                assertEquals(first[i], ours[i], 1e-6 * first[i]);
            }
        }
    }
}
