package studio.xomni.app.work;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Platform;

/**
 * One studio at a time: a second start asks the first to come to the front, through a socket in the
 * user's data folder. No network is involved.
 */
public final class Instance implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Instance.class.getName());
    private static final byte DONE = 's';

    /** Bytes of file names that another start may hand over. */
    private static final int MOST_BYTES = 1 << 20;

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
     * @param files it is asked to open, may be none
     * @return whether one answered
     */
    public static boolean showOther(Path data, List<Path> files) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket(data)));
            String names =
                    files.stream()
                            .map(file -> file.toAbsolutePath().toString())
                            .collect(Collectors.joining("\0"));
            ByteBuffer asked = StandardCharsets.UTF_8.encode(names);
            while (asked.hasRemaining()) {
                channel.write(asked);
            }
            channel.shutdownOutput();
            return channel.read(ByteBuffer.allocate(1)) == 1;
        } catch (IOException e) {
            return false; // nobody listens
        }
    }

    /**
     * Listens for other starts. Only the holder of the library's lock may call this: a socket that
     * a dead studio left behind is removed.
     *
     * @param show called on JavaFX's thread when another was started, with the files that it was
     *     asked to open
     */
    public static Instance listen(Path data, Consumer<List<Path>> show) throws IOException {
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

    private static void serve(ServerSocketChannel server, Consumer<List<Path>> show) {
        while (server.isOpen()) {
            try (SocketChannel other = server.accept()) {
                List<Path> files = files(other);
                Platform.runLater(() -> show.accept(files));
                other.write(ByteBuffer.wrap(new byte[] {DONE}));
            } catch (AsynchronousCloseException e) {
                return; // the studio ends
            } catch (IOException | InvalidPathException e) {
                LOG.log(Level.WARNING, "Another start could not be answered.", e);
            }
        }
    }

    private static List<Path> files(SocketChannel other) throws IOException {
        ByteBuffer asked = ByteBuffer.allocate(MOST_BYTES);
        while (asked.hasRemaining() && other.read(asked) >= 0) {
            // until the other has said all
        }
        String names = StandardCharsets.UTF_8.decode(asked.flip()).toString();
        return Stream.of(names.split("\0")).filter(name -> !name.isEmpty()).map(Path::of).toList();
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
