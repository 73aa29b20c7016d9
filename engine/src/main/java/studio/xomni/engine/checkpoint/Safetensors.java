package studio.xomni.engine.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.xomni.engine.error.CheckpointException;

/**
 * Reads where tensors lie in safetensors files: one file, or shards behind an index.
 *
 * <p>Source: the format's description in {@code huggingface/safetensors}.
 */
public final class Safetensors {

    private Safetensors() {}

    /**
     * The tensors of one file, in the header's order.
     *
     * @throws CheckpointException when the file is missing, truncated or malformed
     */
    public static Map<String, StoredTensor> read(Path file) {
        try (CheckpointFile open = CheckpointFile.open(file)) {
            return SafetensorsHeader.read(open);
        }
    }

    /**
     * The tensors of {@code stem.safetensors.index.json} and its shards where that file exists,
     * else of {@code stem.safetensors}.
     *
     * @param stem name without endings, such as {@code model}
     * @throws CheckpointException when neither exists, a file is malformed, or the index and its
     *     shards do not name the same tensors
     */
    public static Map<String, StoredTensor> readFolder(Path folder, String stem) {
        Path index = folder.resolve(stem + ".safetensors.index.json");
        if (Files.exists(index)) {
            return readShards(folder, ShardIndex.read(index));
        }
        Path single = folder.resolve(stem + ".safetensors");
        if (Files.exists(single)) {
            return read(single);
        }
        throw Files.isDirectory(folder)
                ? Refusal.of(
                        folder.toString(),
                        ": there is neither %s nor %s.",
                        single.getFileName(),
                        index.getFileName())
                : Refusal.of(
                        folder.toString(),
                        " is no folder; it must hold %s or %s.",
                        single.getFileName(),
                        index.getFileName());
    }

    private static Map<String, StoredTensor> readShards(Path folder, ShardIndex index) {
        Map<String, StoredTensor> all = new LinkedHashMap<>();
        index.tensorsOfShards()
                .forEach(
                        (shard, listed) -> {
                            Path file = folder.resolve(shard);
                            Map<String, StoredTensor> stored = read(file);
                            for (String name : listed) {
                                if (!stored.containsKey(name)) {
                                    throw Refusal.of(
                                            file.toString(),
                                            ": tensor %s is not there, though %s lists it.",
                                            name,
                                            index.fileName());
                                }
                            }
                            for (String name : stored.keySet()) {
                                if (!listed.contains(name)) {
                                    throw Refusal.of(
                                            file.toString(),
                                            ": tensor %s is not listed for this file in %s.",
                                            name,
                                            index.fileName());
                                }
                            }
                            all.putAll(stored);
                        });
        return Collections.unmodifiableMap(all);
    }
}
