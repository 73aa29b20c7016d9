package studio.xomni.engine.torch;

import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import studio.xomni.engine.error.MemoryException;
import studio.xomni.engine.error.Sentence;

/**
 * A model's computation as TorchScript text, run inside libtorch.
 *
 * <p>Weights and caches are bound once by a method of the program; then one call does one step.
 * Arguments are tensors, lists of tensors, whole numbers, floating-point numbers, truth values,
 * texts and arrays of whole numbers.
 */
public final class TorchProgram implements AutoCloseable {

    private static final ThreadLocal<Boolean> PREPARED = new ThreadLocal<>();

    private final String name;
    private final PtSymbolBlock block;
    private final boolean optimise;

    private TorchProgram(String name, PtSymbolBlock block, boolean optimise) {
        this.name = name;
        this.block = block;
        this.optimise = optimise;
    }

    /** Loads the text {@code torch/NAME.torch}; {@code $device} in it becomes the device. */
    static TorchProgram load(Torch torch, String name) {
        try (InputStream text =
                TorchProgram.class.getResourceAsStream("/torch/" + name + ".torch")) {
            if (text == null) {
                throw new IllegalStateException(
                        "The program torch/" + name + ".torch is not among the resources.");
            }
            String code =
                    new String(text.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("$device", torch.device().toString());
            var archive = new ByteArrayInputStream(ProgramArchive.of(code));
            PtSymbolBlock block =
                    JniUtils.loadModule(
                            (PtNDManager) torch.manager().newSubManager(), archive, false, false);
            return new TorchProgram(name, block, torch.device() instanceof Device.Cuda);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (EngineException e) {
            throw new IllegalStateException(
                    "The program torch/" + name + ".torch does not load: " + e.getMessage(), e);
        }
    }

    /** Runs a method that answers with a tensor, owned by the given scope. */
    public Tensor tensor(Scope scope, String method, Object... arguments) {
        return run(method, arguments, result -> scope.own(result.toTensor(scope.manager())));
    }

    /** Runs a method that answers with a list of tensors, each owned by the given scope. */
    public List<Tensor> tensors(Scope scope, String method, Object... arguments) {
        return run(
                method,
                arguments,
                result -> {
                    List<Tensor> tensors = new ArrayList<>();
                    for (PtNDArray array : result.toTensorArray(scope.manager())) {
                        tensors.add(scope.own(array));
                    }
                    return tensors;
                });
    }

    /** Runs a method that answers with a whole number. */
    public long number(String method, Object... arguments) {
        return run(method, arguments, IValue::toLong);
    }

    private <T> T run(String method, Object[] arguments, Function<IValue, T> read) {
        prepareThread();
        IValue[] values = new IValue[arguments.length];
        try {
            for (int i = 0; i < arguments.length; i++) {
                values[i] = value(arguments[i]);
            }
            try (IValue result = IValueUtils.runMethod(block, method, values)) {
                return read.apply(result);
            }
        } catch (EngineException e) {
            throw failure(method, e);
        } finally {
            for (IValue value : values) {
                if (value != null) {
                    value.close();
                }
            }
        }
    }

    /**
     * The graph optimiser slows the first calls 3–5 times on a CPU and speeds CUDA up by a third.
     */
    private void prepareThread() {
        if (PREPARED.get() == null || PREPARED.get() != optimise) {
            JniUtils.setGraphExecutorOptimize(optimise);
            PREPARED.set(optimise);
        }
    }

    private static IValue value(Object argument) {
        if (argument instanceof Tensor tensor) {
            return IValue.from(tensor.array());
        } else if (argument instanceof Long || argument instanceof Integer) {
            return IValue.from(((Number) argument).longValue());
        } else if (argument instanceof Double number) {
            return IValue.from(number.doubleValue());
        } else if (argument instanceof Boolean flag) {
            return IValue.from(flag.booleanValue());
        } else if (argument instanceof String text) {
            return IValue.from(text);
        } else if (argument instanceof long[] numbers) {
            return IValue.listFrom(numbers);
        } else if (argument instanceof double[] numbers) {
            return IValue.listFrom(numbers);
        } else if (argument instanceof List<?> list) {
            return IValue.listFrom(
                    list.stream()
                            .map(tensor -> ((Tensor) tensor).array())
                            .toArray(PtNDArray[]::new));
        }
        throw new IllegalArgumentException(
                "A program takes no " + argument.getClass().getSimpleName() + ".");
    }

    private RuntimeException failure(String method, EngineException e) {
        String message = String.valueOf(e.getMessage());
        if (MemoryException.isCauseOf(e)) {
            return new MemoryException(
                    Sentence.of(
                            "There is not enough memory for this step (%s.%s); close other programs or choose a smaller picture.",
                            name, method),
                    e);
        }
        return new IllegalStateException(
                "The program torch/%s.torch failed in %s: %s".formatted(name, method, message), e);
    }

    @Override
    public void close() {
        block.close();
    }
}
