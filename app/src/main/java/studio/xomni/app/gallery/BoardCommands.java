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
        show(board, name);
        undo.push(() -> show(name, board));
    }

    /** A board under another name: in what is shown at once, then in the library. */
    private void show(String board, String name) {
        boolean shown = model.place().get().equals(new Place.Board(board));
        model.dropBoard(board);
        model.addBoard(name);
        model.change(
                model.onBoard(board),
                picture -> Marks.onBoard(Marks.offBoard(picture, board), name),
                () -> pictures.renameBoard(board, name));
        if (shown) {
            model.place().set(new Place.Board(name));
        }
    }

    /** Takes a board away. */
    void delete(String board) {
        List<String> ids = model.onBoard(board);
        boolean shown = model.place().get().equals(new Place.Board(board));
        model.dropBoard(board);
        model.change(
                ids, picture -> Marks.offBoard(picture, board), () -> pictures.removeBoard(board));
        if (shown) {
            model.place().set(new Place.Everything());
        }
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
