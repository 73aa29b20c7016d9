-- What can be made anew from the pictures' files: pictures.
-- What can be made anew from the journal: all else. Marks and boards outlive the pictures they are about.

CREATE TABLE facts (
    name VARCHAR(64) PRIMARY KEY,
    content VARCHAR NOT NULL
);

CREATE TABLE pictures (
    id VARCHAR(64) PRIMARY KEY,
    file VARCHAR NOT NULL,           -- below the pictures folder, with /; absolute where it lies elsewhere
    created BIGINT NOT NULL,         -- milliseconds since 1970
    width INT NOT NULL,
    height INT NOT NULL,
    prompt VARCHAR NOT NULL,
    seed BIGINT NOT NULL,
    model VARCHAR NOT NULL,
    settings VARCHAR NOT NULL,
    trashed BIGINT,                  -- milliseconds since 1970
    thumbnail VARBINARY
);

CREATE TABLE marks (
    picture VARCHAR(64) PRIMARY KEY,
    favourite BOOLEAN DEFAULT FALSE NOT NULL,
    rating INT DEFAULT 0 NOT NULL
);

CREATE TABLE boards (
    name VARCHAR PRIMARY KEY
);

CREATE TABLE board_pictures (
    board VARCHAR NOT NULL,
    picture VARCHAR(64) NOT NULL,
    PRIMARY KEY (board, picture)
);

CREATE TABLE jobs (
    id BIGINT PRIMARY KEY,
    place INT NOT NULL,
    added BIGINT NOT NULL,           -- milliseconds since 1970
    recipe VARCHAR NOT NULL,         -- JSON
    state VARCHAR(16) NOT NULL,
    message VARCHAR NOT NULL,
    written INT NOT NULL,            -- token rows
    resumed_at VARCHAR NOT NULL      -- JSON array
);

CREATE TABLE job_rows (
    job BIGINT NOT NULL,
    token_row INT NOT NULL,
    picture INT NOT NULL,
    codes VARBINARY NOT NULL,        -- see docs/metadata.md
    PRIMARY KEY (job, token_row, picture)
);

CREATE TABLE job_pictures (
    job BIGINT NOT NULL,
    picture INT NOT NULL,
    id VARCHAR(64) NOT NULL,
    PRIMARY KEY (job, picture)
);

CREATE TABLE prompts (
    used BIGINT PRIMARY KEY,         -- counts up
    prompt VARCHAR NOT NULL
);

CREATE TABLE snippets (
    name VARCHAR PRIMARY KEY,
    content VARCHAR NOT NULL
);

CREATE TABLE settings (
    name VARCHAR PRIMARY KEY,
    content VARCHAR NOT NULL
);
