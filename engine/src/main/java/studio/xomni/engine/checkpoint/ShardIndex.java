package studio.xomni.engine.checkpoint;

import com.google.gson.JsonElement;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import studio.xomni.engine.error.CheckpointException;

/**
 * An index of shards, as {@code transformers} and {@code diffusers} write it beside them.
 *
 * @param fileName the index's own name, for messages
 * @param tensorsOfShards for each shard, relative to the index's folder, the tensors it must hold
 */
record ShardIndex(String fileName, Map<Path, Set<String>> tensorsOfShards) {

    /**
     * Reads an index.
     *
     * @throws CheckpointException when it is malformed or leads out of its folder
     */
    static ShardIndex read(Path file) {
        Json weightMap = Json.read(file).object("weight_map");
        Map<Path, Set<String>> shards = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : weightMap.entries()) {
            shards.computeIfAbsent(shard(weightMap, entry.getKey()), path -> new LinkedHashSet<>())
                    .add(entry.getKey());
        }
        return new ShardIndex(String.valueOf(file.getFileName()), shards);
    }

    private static Path shard(Json weightMap, String tensor) {
        String name = weightMap.text(tensor);
        try {
            Path path = Path.of(name).normalize();
            if (name.isBlank() || path.getRoot() != null || path.startsWith("..")) {
                throw weightMap.wrong(tensor, "the name of a file in the index's folder");
            }
            return path;
        } catch (InvalidPathException e) {
            throw weightMap.wrong(tensor, "the name of a file in the index's folder");
        }
    }
}
