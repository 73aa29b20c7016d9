package studio.xomni.app.chat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import studio.xomni.app.models.PictureFit;
import studio.xomni.app.store.Chats;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.StoreException;
import studio.xomni.app.store.StoredChat;
import studio.xomni.app.text.Texts;
import studio.xomni.engine.error.XomniException;

/** Takes pictures for a chat, where model and store have nothing against them. Blocks. */
final class PictureTaker {

    private final Chats chats;

    PictureTaker(Chats chats) {
        this.chats = chats;
    }

    /** Something that can be attached. */
    interface Source {
        Chats.Attached attach();
    }

    /**
     * What became of some pictures.
     *
     * @param refused a sentence for each that was not taken
     */
    record Taken(List<Pinned> pinned, List<String> refused) {}

    /**
     * Takes pictures.
     *
     * @param model that is to look at them
     * @param room for how many there is room
     */
    Taken take(Collection<Source> sources, ModelSource model, int room) {
        List<Pinned> pinned = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (Source one : sources) {
            if (pinned.size() < room) {
                take(one, model, pinned, refused);
            }
        }
        return new Taken(pinned, refused);
    }

    private void take(Source one, ModelSource model, List<Pinned> pinned, List<String> refused) {
        try {
            Chats.Attached attached = one.attach();
            try {
                PictureFit.require(model, attached.width(), attached.height());
                pinned.add(Pinned.of(attached));
            } catch (XomniException e) {
                chats.detach(attached.picture());
                refused.add(
                        Texts.of("chat")
                                .get(
                                        "refused",
                                        attached.picture().name(),
                                        String.valueOf(e.getLocalizedMessage())));
            }
        } catch (StoreException e) {
            refused.add(String.valueOf(e.getLocalizedMessage()));
        }
    }

    /** The pictures of a chat that was. */
    List<Pinned> pinned(StoredChat chat) {
        return chat.pictures().stream()
                .map(one -> new Pinned(one, chats.thumbnail(one).orElse(new byte[0]), false))
                .toList();
    }
}
