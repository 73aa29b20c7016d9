package studio.xomni.app.gallery;

import javafx.event.EventHandler;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * The keyboard of the grid. Handled on the grid itself, so that letters typed into a field are
 * letters.
 */
final class GridKeys implements EventHandler<KeyEvent> {

    private final PictureGrid grid;

    GridKeys(PictureGrid grid) {
        this.grid = grid;
    }

    @Override
    public void handle(KeyEvent event) {
        if (event.isAltDown() || event.isMetaDown() != isShortcutMeta(event)) {
            return;
        }
        boolean plain = !event.isShortcutDown() && !event.isShiftDown();
        boolean done =
                move(event)
                        || (event.isShortcutDown() && shortcut(event.getCode()))
                        || (plain && (act(event.getCode()) || rate(event.getCode())));
        if (done) {
            event.consume();
        }
    }

    /** On a Mac the shortcut key is the meta key; elsewhere meta is the desktop's. */
    private static boolean isShortcutMeta(KeyEvent event) {
        return event.isShortcutDown() && !event.isControlDown();
    }

    private boolean move(KeyEvent event) {
        int last = grid.model().shown().size() - 1;
        int from = grid.model().selection().focusIndex();
        int columns = grid.geometry().columns();
        int page = columns * grid.rowsSeen();
        int to;
        switch (event.getCode()) {
            case LEFT, KP_LEFT -> to = from - 1;
            case RIGHT, KP_RIGHT -> to = from + 1;
            case UP, KP_UP -> to = from < columns ? from : from - columns;
            case DOWN, KP_DOWN -> to = down(from, columns, last);
            case PAGE_UP -> to = Math.max(from - page, Math.floorMod(from, columns));
            case PAGE_DOWN -> to = from + page;
            case HOME -> to = 0;
            case END -> to = last;
            default -> {
                return false;
            }
        }
        if (last < 0) {
            return true;
        }
        // The first key of all shows where the keyboard is.
        int index = from < 0 && event.getCode() != KeyCode.END ? 0 : clamp(to, last);
        PictureSelection selection = grid.model().selection();
        if (event.isShiftDown()) {
            selection.extendTo(index, event.isShortcutDown());
        } else if (event.isShortcutDown()) {
            selection.focus(index);
        } else {
            selection.select(index);
        }
        grid.scrollTo(index);
        return true;
    }

    /** One row down, to the last picture where the row below is shorter. */
    private static int down(int from, int columns, int last) {
        if (from + columns <= last) {
            return from + columns;
        }
        return from / columns < last / columns ? last : from;
    }

    private static int clamp(int index, int last) {
        return Math.max(0, Math.min(last, index));
    }

    private boolean shortcut(KeyCode code) {
        switch (code) {
            case A -> grid.model().selection().selectAll();
            case C -> grid.commands().copy();
            case Z -> grid.commands().undo();
            case SPACE -> toggle();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean act(KeyCode code) {
        GalleryCommands commands = grid.commands();
        switch (code) {
            case SPACE -> toggle();
            case ENTER -> commands.open();
            case DELETE, BACK_SPACE -> commands.trash();
            case A -> commands.recall(RecallPart.ALL);
            case S -> commands.recall(RecallPart.SEED);
            case P -> commands.recall(RecallPart.PROMPT);
            case R -> commands.recall(RecallPart.ALL_BUT_SEED);
            case PERIOD, DECIMAL -> commands.toggleFavourite();
            case I -> commands.details();
            case C -> commands.compare();
            case M -> commands.more();
            case X -> commands.orderSheet();
            case U -> commands.restore();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean rate(KeyCode code) {
        int rating =
                switch (code) {
                    case DIGIT0, NUMPAD0 -> 0;
                    case DIGIT1, NUMPAD1 -> 1;
                    case DIGIT2, NUMPAD2 -> 2;
                    case DIGIT3, NUMPAD3 -> 3;
                    case DIGIT4, NUMPAD4 -> 4;
                    case DIGIT5, NUMPAD5 -> 5;
                    default -> -1;
                };
        if (rating < 0) {
            return false;
        }
        grid.commands().rate(rating);
        return true;
    }

    private void toggle() {
        int index = grid.model().selection().focusIndex();
        if (index >= 0) {
            grid.model().selection().toggle(index);
        }
    }
}
