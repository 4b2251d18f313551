/**
 * The layout of the log's file, `log.db`. It stands beside the queue's file and shares nothing with it,
 * so that a log that grows, lags or breaks never costs a webhook.
 */

/** Step n makes version n of the file; a step that was released is never changed. */
export const logMigrations: readonly string[] = [
  `
  CREATE TABLE delivery (
    -- Acceptance in milliseconds × 2048 + a counter: the order of ids is the order of time.
    id INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    type TEXT NOT NULL,
    chain_id TEXT NOT NULL,
    link_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    caller TEXT NOT NULL,
    caller_name TEXT NOT NULL,
    user TEXT NOT NULL,
    state TEXT NOT NULL,
    status INTEGER,
    error TEXT,
    accepted_at_ms INTEGER NOT NULL,
    first_at_ms INTEGER,
    last_at_ms INTEGER,
    next_at_ms INTEGER,
    last_total_ms REAL,
    attempts INTEGER NOT NULL,
    mirror INTEGER NOT NULL,
    test INTEGER NOT NULL,
    replayed INTEGER NOT NULL,
    UNIQUE (event_id, endpoint)
  ) STRICT;

  -- Apart from the row, so that lists read little.
  CREATE TABLE request (
    delivery INTEGER PRIMARY KEY,
    method TEXT NOT NULL,
    content_type TEXT,
    address TEXT NOT NULL,
    url TEXT NOT NULL,
    fields TEXT NOT NULL,
    headers TEXT NOT NULL,
    body TEXT,
    -- 0 once body and fields are dropped, or when they were never known.
    kept INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE attempt (
    id INTEGER PRIMARY KEY,
    delivery INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    result TEXT NOT NULL,
    status INTEGER,
    answer TEXT,
    error TEXT,
    queue_ms REAL NOT NULL,
    connect_ms REAL,
    first_byte_ms REAL,
    total_ms REAL NOT NULL,
    next_at_ms INTEGER,
    replay INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX attempt_of_delivery ON attempt (delivery);

  -- Counts per endpoint and state without counting.
  CREATE TABLE tally (
    endpoint TEXT NOT NULL,
    state TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (endpoint, state)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER tally_insert AFTER INSERT ON delivery BEGIN
    INSERT INTO tally VALUES (new.endpoint, new.state, 1)
      ON CONFLICT DO UPDATE SET count = count + 1;
  END;
  CREATE TRIGGER tally_update AFTER UPDATE OF state ON delivery WHEN old.state <> new.state BEGIN
    UPDATE tally SET count = count - 1 WHERE endpoint = old.endpoint AND state = old.state;
    INSERT INTO tally VALUES (new.endpoint, new.state, 1)
      ON CONFLICT DO UPDATE SET count = count + 1;
  END;
  CREATE TRIGGER tally_delete AFTER DELETE ON delivery BEGIN
    UPDATE tally SET count = count - 1 WHERE endpoint = old.endpoint AND state = old.state;
  END;

  -- The search index is an FTS5 table search_<number> for each of these (search-shards.ts), with the words
  -- of search-terms.ts in two columns: facts, one for each thing that can be filtered by, and text.
  CREATE TABLE shard (
    number INTEGER PRIMARY KEY,
    from_id INTEGER NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE note (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
  `,
  // Rows from before have NULL where something was not kept yet.
  `
  ALTER TABLE delivery ADD COLUMN deadline_at_ms INTEGER;
  -- 1: the last attempt was a breaker's probe.
  ALTER TABLE delivery ADD COLUMN probe INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE delivery ADD COLUMN simulated INTEGER NOT NULL DEFAULT 0;

  -- As in AnswerFacts: one header a line.
  ALTER TABLE attempt ADD COLUMN headers TEXT;
  ALTER TABLE attempt ADD COLUMN headers_left INTEGER;
  ALTER TABLE attempt ADD COLUMN answer_bytes INTEGER;
  ALTER TABLE attempt ADD COLUMN answer_more INTEGER;
  ALTER TABLE attempt ADD COLUMN lookup_ms REAL;
  ALTER TABLE attempt ADD COLUMN tcp_ms REAL;
  ALTER TABLE attempt ADD COLUMN tls_ms REAL;
  ALTER TABLE attempt ADD COLUMN reused INTEGER;
  ALTER TABLE attempt ADD COLUMN probe INTEGER NOT NULL DEFAULT 0;
  `,
];
