package studio.xomni.app.gallery;

import javafx.event.Event;
import javafx.event.EventType;

/** The user wants to name a new board for the selected pictures. */
final class NewBoardEvent extends Event {

    private static final long serialVersionUID = 1L;

    static final EventType<NewBoardEvent> ASKED = new EventType<>(Event.ANY, "NEW_BOARD");

    NewBoardEvent() {
        super(ASKED);
    }
}
