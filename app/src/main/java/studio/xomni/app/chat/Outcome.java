package studio.xomni.app.chat;

import studio.xomni.app.store.StoredChat;

/**
 * How a question ended.
 *
 * @param chat with the answer as it is kept
 * @param failure what went wrong, as a sentence; empty where nothing did
 */
public record Outcome(StoredChat chat, String failure) {}
