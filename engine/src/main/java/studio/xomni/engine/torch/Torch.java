package studio.xomni.engine.torch;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import studio.xomni.engine.error.ResourceException;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.error.UsageException;

/**
 * libtorch, started for one device: makes scopes and programs.
 *
 * <p>The first start on a machine unpacks the natives (432 MB) into DJL's cache folder; nothing is
 * ever downloaded.
 */
public final class Torch implements AutoCloseable {

    private final Device device;
    private final PtNDManager manager;
    private final TorchProgram elementary;

    private Torch(Device device, PtNDManager manager) {
        this.device = device;
        this.manager = manager;
        this.elementary = TorchProgram.load(this, "elementary");
    }

    /**
     * Starts libtorch for a device.
     *
     * @throws UsageException when this libtorch or this machine has no such device
     * @throws ResourceException when the natives cannot be unpacked or loaded
     */
    public static Torch start(Device device) {
        System.setProperty("DJL_OFFLINE", "true");
        System.setProperty("ai.djl.offline", "true");
        OpenMp.spinBriefly();
        Engine engine;
        try {
            engine = Engine.getEngine("PyTorch");
        } catch (RuntimeException | UnsatisfiedLinkError e) {
            throw new ResourceException(
                    Sentence.of(
                            "libtorch cannot be started (its natives are unpacked into %s): %s",
                            NativeCache.folder(), rootMessage(e)),
                    e);
        }
        if (device instanceof Device.Cuda card && card.index() >= engine.getGpuCount()) {
            throw new UsageException(
                    Sentence.of(
                            "The device %s was asked for, but libtorch sees %d CUDA cards here; use --device cpu or install the GPU runtime.",
                            device, engine.getGpuCount()));
        }
        return new Torch(device, (PtNDManager) engine.newBaseManager(djl(device)));
    }

    public Device device() {
        return device;
    }

    /** A new owner of tensors on this device. */
    public Scope scope() {
        return new Scope(this, (PtNDManager) manager.newSubManager());
    }

    /** Loads the TorchScript text {@code torch/NAME.torch} of the resources. */
    public TorchProgram program(String name) {
        return TorchProgram.load(this, name);
    }

    /** Threads that one operator may use. */
    public int threads() {
        return JniUtils.getNumThreads();
    }

    /** CUDA cards that this libtorch can use. */
    public static int cards() {
        return Engine.getEngine("PyTorch").getGpuCount();
    }

    /** The version of the libtorch that runs, such as 2.7.1. */
    public static String version() {
        return Engine.getEngine("PyTorch").getVersion();
    }

    PtNDManager manager() {
        return manager;
    }

    TorchProgram elementary() {
        return elementary;
    }

    static ai.djl.Device djl(Device device) {
        return device instanceof Device.Cuda card
                ? ai.djl.Device.gpu(card.index())
                : ai.djl.Device.cpu();
    }

    private static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage())
                .lines()
                .findFirst()
                .orElse(root.getClass().getSimpleName());
    }

    @Override
    public void close() {
        elementary.close();
        manager.close();
    }
}
