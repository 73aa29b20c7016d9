package studio.xomni.app.work;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;

/**
 * One studio at a time: a second start asks the first to come to the front, through a socket in the
 * user's data folder. No network is involved.
 */
public final class Instance implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Instance.class.getName());
    private static final byte SHOW = 's';

    private final ServerSocketChannel server;
    private final Path socket;

    private Instance(ServerSocketChannel server, Path socket) {
        this.server = server;
        this.socket = socket;
    }

    private static Path socket(Path data) {
        return data.resolve("studio.socket");
    }

    /**
     * Asks the studio that runs to show itself.
     *
     * @param data the user's data folder
     * @return whether one answered
     */
    public static boolean showOther(Path data) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket(data)));
            channel.write(ByteBuffer.wrap(new byte[] {SHOW}));
            return channel.read(ByteBuffer.allocate(1)) == 1;
        } catch (IOException e) {
            return false; // nobody listens
        }
    }

    /**
     * Listens for other starts. Only the holder of the library's lock may call this: a socket that
     * a dead studio left behind is removed.
     *
     * @param show called on JavaFX's thread when another was started
     */
    public static Instance listen(Path data, Runnable show) throws IOException {
        Path socket = socket(data);
        Files.createDirectories(data);
        Files.deleteIfExists(socket);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread thread = new Thread(() -> serve(server, show), "instance");
        thread.setDaemon(true);
        thread.start();
        return new Instance(server, socket);
    }

    private static void serve(ServerSocketChannel server, Runnable show) {
        while (server.isOpen()) {
            try (SocketChannel other = server.accept()) {
                ByteBuffer asked = ByteBuffer.allocate(1);
                if (other.read(asked) == 1 && asked.get(0) == SHOW) {
                    Platform.runLater(show);
                    other.write(ByteBuffer.wrap(new byte[] {SHOW}));
                }
            } catch (AsynchronousCloseException e) {
                return; // the studio ends
            } catch (IOException e) {
                LOG.log(Level.WARNING, "Another start could not be answered.", e);
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The socket could not be removed.", e);
        }
    }
}
