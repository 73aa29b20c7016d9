-- Chats about pictures. All of it can be made anew from the journal; the pictures that are not in the gallery lie in
-- the folder .chat of the pictures folder.

CREATE TABLE chats (
    id VARCHAR(64) PRIMARY KEY,
    begun BIGINT NOT NULL            -- milliseconds since 1970
);

CREATE TABLE chat_pictures (
    chat VARCHAR(64) NOT NULL,
    place INT NOT NULL,
    picture VARCHAR(64) NOT NULL,    -- the gallery's; empty for one that is only in chats
    file VARCHAR NOT NULL,           -- in the folder .chat; empty for one of the gallery's
    name VARCHAR NOT NULL,           -- as people know it
    PRIMARY KEY (chat, place)
);

CREATE INDEX chat_pictures_by_picture ON chat_pictures (picture);

CREATE TABLE chat_turns (
    chat VARCHAR(64) NOT NULL,
    turn INT NOT NULL,
    asked BIGINT NOT NULL,           -- milliseconds since 1970
    question VARCHAR NOT NULL,
    answer VARCHAR NOT NULL,         -- as far as it came
    ending VARCHAR(16) NOT NULL,
    model VARCHAR NOT NULL,
    PRIMARY KEY (chat, turn)
);
