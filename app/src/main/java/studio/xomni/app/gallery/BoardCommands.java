package studio.xomni.app.gallery;

import java.util.List;
import studio.xomni.app.shell.Notice;
import studio.xomni.app.store.Pictures;
import studio.xomni.app.text.Texts;

/** What can be done with a whole board. Each can be undone; pictures always stay. */
final class BoardCommands {

    private final GalleryModel model;
    private final Pictures pictures;
    private final GalleryPorts ports;
    private final UndoStack undo;
    private final Texts texts = Texts.of("gallery");

    BoardCommands(GalleryModel model, Pictures pictures, GalleryPorts ports, UndoStack undo) {
        this.model = model;
        this.pictures = pictures;
        this.ports = ports;
        this.undo = undo;
    }

    /** Gives a board another name, unless another board has it. */
    void rename(String board, String wished) {
        String name = wished.strip();
        if (name.isEmpty() || name.equals(board)) {
            return;
        }
        if (model.boards().contains(name)) {
            ports.say(Notice.of(texts.get("board.taken", name)));
            return;
        }
        model.renameBoard(board, name, () -> pictures.renameBoard(board, name));
        undo.push(() -> model.renameBoard(name, board, () -> pictures.renameBoard(name, board)));
    }

    /** Takes a board away. */
    void delete(String board) {
        List<String> ids = model.onBoard(board);
        model.removeBoard(board, () -> pictures.removeBoard(board));
        Runnable back =
                undo.push(
                        () -> {
                            model.addBoard(board);
                            model.change(
                                    ids,
                                    picture -> Marks.onBoard(picture, board),
                                    () -> pictures.addToBoard(ids, board));
                        });
        ports.say(new Notice(texts.get("board.deleted", board), texts.get("undo"), back));
    }
}
