/**
 * The layout of queue.db, one step per version; a step that was released is never changed. What is over
 * leaves the file: its history is kept elsewhere, so this file stays as small as what is still to do.
 */
export const queueLayout: readonly string[] = [
  `
  -- n: the order of acceptance.
  CREATE TABLE event (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    chain_id TEXT NOT NULL,
    link_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    type TEXT NOT NULL,
    accepted_at_ms INTEGER NOT NULL
  ) STRICT;

  -- event: event.n. request: the frozen WebhookRequest as JSON. due_at_ms: empty before the first attempt.
  CREATE TABLE delivery (
    n INTEGER PRIMARY KEY,
    event INTEGER NOT NULL,
    endpoint TEXT NOT NULL,
    request TEXT NOT NULL,
    deadline_at_ms INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    due_at_ms INTEGER
  ) STRICT;
  CREATE INDEX delivery_event ON delivery (event);

  -- touched rises with each event, so that the chains that were silent longest can be forgotten.
  CREATE TABLE chain_seq (
    chain_id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    touched INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE document (
    key TEXT PRIMARY KEY,
    json TEXT NOT NULL
  ) STRICT;

  -- last_at_ms: when the state in document was last changed.
  CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- replay: 1 when somebody had it sent again.
  ALTER TABLE delivery ADD COLUMN replay INTEGER NOT NULL DEFAULT 0;
  -- An event goes to an endpoint once at a time.
  DROP INDEX delivery_event;
  CREATE UNIQUE INDEX delivery_key ON delivery (event, endpoint);
  `,
  `
  -- refusals: how many of the attempts were answered with a status such as 400.
  ALTER TABLE delivery ADD COLUMN refusals INTEGER NOT NULL DEFAULT 0;
  `,
];
