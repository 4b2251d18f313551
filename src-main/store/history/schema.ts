/**
 * The layout of `calls.db`: what each call looked like, for people to look at. It shares nothing with the
 * queue, so a history that grows or breaks never costs a webhook.
 */

/** Step n makes version n of the file; a step that was released is never changed. */
export const callMigrations: readonly string[] = [
  `
  CREATE TABLE call (
    id INTEGER PRIMARY KEY,
    chain_id TEXT NOT NULL UNIQUE,
    arrived_at_ms INTEGER NOT NULL,
    -- NULL while it goes on.
    ended_at_ms INTEGER,
    direction TEXT NOT NULL,
    missed INTEGER NOT NULL,
    -- Digits of the outside number, backwards: its last digits are a beginning.
    digits_reversed TEXT NOT NULL,
    -- ' 101 800 ': every internal number it was at.
    dns TEXT NOT NULL,
    -- What free text is looked for in, in lower case.
    words TEXT NOT NULL,
    view TEXT NOT NULL
  ) STRICT;
  CREATE INDEX call_ended ON call (ended_at_ms, id);
  CREATE INDEX call_arrived ON call (arrived_at_ms);
  `,
  // Apart from the view: lists of calls do not read them. NULL for calls of the layout before.
  "ALTER TABLE call ADD COLUMN legs TEXT;",
];
