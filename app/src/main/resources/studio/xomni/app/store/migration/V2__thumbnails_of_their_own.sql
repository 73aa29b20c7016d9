-- A list of all pictures read every thumbnail with it: 50,000 of them are 700 MB. Now each lies in a table that is
-- read by id alone, and the newest pictures are found without sorting all.

CREATE TABLE thumbnails (
    picture VARCHAR(64) PRIMARY KEY,
    jpeg VARBINARY NOT NULL
);

INSERT INTO thumbnails (picture, jpeg)
    SELECT id, thumbnail FROM pictures WHERE thumbnail IS NOT NULL;

ALTER TABLE pictures DROP COLUMN thumbnail;

CREATE INDEX pictures_by_time ON pictures (created DESC);

CREATE INDEX board_pictures_by_picture ON board_pictures (picture);
