-- Does a part of its work before it fails.
ALTER TABLE pictures ADD COLUMN half_done INT;
INSERT INTO no_such_table (id) VALUES (1);
