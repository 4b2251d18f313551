/**
 * The layout of recordings.db: the list of recordings, the links that are over and wait for theirs, and
 * notes. One step per version; a step that was released is never changed.
 */

export const recordingsLayout: readonly string[] = [
  `
  -- Numbers that come from a PBX or a file system are REAL: they may have fractions.
  CREATE TABLE recording (
    id INTEGER PRIMARY KEY,
    source_key TEXT NOT NULL,
    file_name TEXT NOT NULL,
    state TEXT NOT NULL,
    problem TEXT,
    sentence TEXT NOT NULL,
    extension TEXT NOT NULL,
    other_number TEXT NOT NULL,
    other_name TEXT NOT NULL,
    from_number TEXT NOT NULL,
    to_number TEXT NOT NULL,
    name_number REAL,
    recording_id REAL,
    started_at_ms REAL NOT NULL,
    duration_s REAL,
    source_bytes REAL NOT NULL,
    chain_id TEXT,
    link INTEGER,
    call_ended_at_ms REAL,
    evidence TEXT,
    mp3_name TEXT,
    mp3_bytes REAL,
    progress REAL,
    send_key TEXT,
    found_at_ms REAL NOT NULL,
    matched_at_ms REAL,
    converted_at_ms REAL,
    sent_at_ms REAL,
    purged_at_ms REAL,
    next_try_at_ms REAL,
    tries INTEGER NOT NULL,
    -- What is searched, worked out from the columns above (search-values.ts).
    link_id TEXT,
    number_end TEXT NOT NULL,
    haystack TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX recording_key ON recording (source_key);
  -- Two rows with one MP3 would let one call's receiver hear the other's recording.
  CREATE UNIQUE INDEX recording_mp3 ON recording (mp3_name) WHERE mp3_name IS NOT NULL;
  -- For pages, newest first; the text is in the index, so that a search reads little else.
  CREATE INDEX recording_time ON recording (started_at_ms, id, haystack);
  CREATE INDEX recording_state ON recording (state, started_at_ms, id, haystack);
  CREATE INDEX recording_user ON recording (extension, started_at_ms, id, state);
  CREATE INDEX recording_number ON recording (number_end, started_at_ms, id);
  CREATE INDEX recording_link ON recording (link_id, started_at_ms, id) WHERE link_id IS NOT NULL;
  CREATE INDEX recording_chain ON recording (chain_id, link) WHERE chain_id IS NOT NULL;
  -- Without a call, the recording's own end counts: nothing is kept for ever because nobody knows its call.
  CREATE INDEX recording_expiry
    ON recording (coalesce(call_ended_at_ms, started_at_ms + 1000 * coalesce(duration_s, 0)), id)
    WHERE mp3_name IS NOT NULL AND state <> 'purged';

  -- Counts per state and bytes of what is on disk, without counting.
  CREATE TABLE tally (state TEXT PRIMARY KEY, count INTEGER NOT NULL, bytes REAL NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TRIGGER tally_insert AFTER INSERT ON recording BEGIN
    INSERT INTO tally VALUES (new.state, 1,
        iif(new.mp3_name IS NULL OR new.state = 'purged', 0, coalesce(new.mp3_bytes, 0)))
      ON CONFLICT DO UPDATE SET count = count + 1, bytes = bytes + excluded.bytes;
  END;
  CREATE TRIGGER tally_update AFTER UPDATE OF state, mp3_name, mp3_bytes ON recording BEGIN
    UPDATE tally SET count = count - 1,
        bytes = bytes - iif(old.mp3_name IS NULL OR old.state = 'purged', 0, coalesce(old.mp3_bytes, 0))
      WHERE state = old.state;
    INSERT INTO tally VALUES (new.state, 1,
        iif(new.mp3_name IS NULL OR new.state = 'purged', 0, coalesce(new.mp3_bytes, 0)))
      ON CONFLICT DO UPDATE SET count = count + 1, bytes = bytes + excluded.bytes;
  END;

  -- json: the EndedLink. Its talk lies in [from_ms, to_ms].
  CREATE TABLE link (
    chain_id TEXT NOT NULL,
    link INTEGER NOT NULL,
    from_ms REAL NOT NULL,
    to_ms REAL NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (chain_id, link)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX link_time ON link (to_ms, from_ms);

  CREATE TABLE note (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  `
  -- Rows are forgotten long after their MP3.
  CREATE INDEX recording_purged ON recording (purged_at_ms) WHERE state = 'purged';
  CREATE TRIGGER tally_delete AFTER DELETE ON recording BEGIN
    UPDATE tally SET count = count - 1,
        bytes = bytes - iif(old.mp3_name IS NULL OR old.state = 'purged', 0, coalesce(old.mp3_bytes, 0))
      WHERE state = old.state;
  END;
  `,
  `
  -- simulated: 1 for a call on a simulated phone system.
  ALTER TABLE recording ADD COLUMN simulated INTEGER;
  `,
];
