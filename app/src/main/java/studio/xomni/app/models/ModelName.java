package studio.xomni.app.models;

import java.nio.file.Path;
import studio.xomni.app.store.ModelSource;

/** A short name for a checkpoint that was not opened yet: that of its folder. */
public final class ModelName {

    private ModelName() {}

    public static String of(ModelSource.Folders folders) {
        Path name = folders.checkpoint().getFileName();
        return name == null ? folders.checkpoint().toString() : name.toString();
    }
}
