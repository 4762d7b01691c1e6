-- Format 1.
-- What only grows.
CREATE TABLE report (
    seq INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL UNIQUE,
    id TEXT NOT NULL,
    published TEXT,
    source TEXT,
    title TEXT,
    url TEXT,
    language TEXT,
    extra TEXT NOT NULL,
    retrieved TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX report_id ON report (id);

CREATE TABLE reading (
    seq INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report (seq),
    reader TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX reading_report ON reading (report, seq);

CREATE TABLE decision (
    seq INTEGER PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;

-- Nothing of it can be changed or taken away, not even by accident.
CREATE TRIGGER report_stays BEFORE UPDATE ON report BEGIN SELECT raise(ABORT, 'reports are never changed'); END;
CREATE TRIGGER report_kept BEFORE DELETE ON report BEGIN SELECT raise(ABORT, 'reports are never deleted'); END;
CREATE TRIGGER reading_stays BEFORE UPDATE ON reading BEGIN SELECT raise(ABORT, 'readings are never changed'); END;
CREATE TRIGGER reading_kept BEFORE DELETE ON reading BEGIN SELECT raise(ABORT, 'readings are never deleted'); END;
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN SELECT raise(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER decision_kept BEFORE DELETE ON decision BEGIN SELECT raise(ABORT, 'decisions are never deleted'); END;

CREATE VIRTUAL TABLE report_words USING fts5 (
    title, text, content = 'report', content_rowid = 'seq', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER report_indexed AFTER INSERT ON report BEGIN
    INSERT INTO report_words (rowid, title, text) VALUES (new.seq, new.title, new.text);
END;

-- What is folded from it.
CREATE TABLE folded (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    reading INTEGER NOT NULL,
    decision INTEGER NOT NULL
) STRICT;
INSERT INTO folded VALUES (1, 0, 0);

CREATE TABLE item (
    seq INTEGER PRIMARY KEY,
    section TEXT NOT NULL,
    id TEXT NOT NULL,
    since TEXT,
    until TEXT,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE facet (
    seq INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (name, value)
) STRICT;

CREATE TABLE item_facet (
    facet INTEGER NOT NULL,
    item INTEGER NOT NULL,
    PRIMARY KEY (facet, item)
) STRICT, WITHOUT ROWID;

CREATE INDEX item_section ON item (section, seq);
CREATE INDEX item_since ON item (section, since, until);
CREATE INDEX item_id ON item (id);
