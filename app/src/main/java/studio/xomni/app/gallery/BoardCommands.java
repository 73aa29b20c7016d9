package studio.xomni.app.gallery;

import studio.xomni.app.shell.Notice;
import studio.xomni.app.text.Texts;

/** What can be done with a whole board. Each can be undone; pictures always stay. */
final class BoardCommands {

    private final GalleryModel model;
    private final GalleryEdits edits;
    private final GalleryPorts ports;
    private final Texts texts = Texts.of("gallery");

    BoardCommands(GalleryModel model, GalleryEdits edits, GalleryPorts ports) {
        this.model = model;
        this.edits = edits;
        this.ports = ports;
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
        edits.renameBoard(board, name);
    }

    /** Takes a board away. */
    void delete(String board) {
        Runnable back = edits.deleteBoard(board);
        ports.say(new Notice(texts.get("board.deleted", board), texts.get("undo"), back));
    }
}
