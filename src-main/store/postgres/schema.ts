/**
 * The layout of the shared queue in PostgreSQL, one step per version; a step that was released is never
 * changed. What is over leaves the tables, as in queue.db.
 */

export const postgresLayout: readonly string[] = [
  `
  -- One row per program that accepts events. last_batch: the last acceptance that was committed.
  CREATE TABLE webhook.engine (
    id text COLLATE "C" PRIMARY KEY,
    last_batch bigint NOT NULL DEFAULT 0,
    last_at_ms bigint
  );

  -- One row per life of a worker; its id is the fencing token of all lanes that it holds.
  CREATE TABLE webhook.worker (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    version text NOT NULL,
    lease_until timestamptz NOT NULL,
    -- The last outcomes that were committed.
    last_batch bigint NOT NULL DEFAULT 0,
    -- WorkerStatus as JSON.
    status text NOT NULL
  );

  -- What leaves one after the other: a chain at an endpoint, or (chain_id empty) a whole endpoint.
  -- There while it has deliveries. worker: who sends from it now.
  CREATE TABLE webhook.lane (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    engine text COLLATE "C" NOT NULL REFERENCES webhook.engine ON DELETE CASCADE,
    endpoint text COLLATE "C" NOT NULL,
    chain_id text COLLATE "C" NOT NULL,
    began_at_ms bigint NOT NULL,
    worker bigint REFERENCES webhook.worker ON DELETE SET NULL,
    UNIQUE (engine, endpoint, chain_id)
  );
  CREATE INDEX lane_free ON webhook.lane (endpoint, id) WHERE worker IS NULL;
  CREATE INDEX lane_worker ON webhook.lane (worker) WHERE worker IS NOT NULL;

  -- An event on its way to an endpoint; n is the order of acceptance. request: WebhookRequest as JSON.
  CREATE TABLE webhook.delivery (
    n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lane bigint NOT NULL REFERENCES webhook.lane ON DELETE CASCADE,
    engine text COLLATE "C" NOT NULL,
    event_id text COLLATE "C" NOT NULL,
    endpoint text COLLATE "C" NOT NULL,
    chain_id text COLLATE "C" NOT NULL,
    link_id text NOT NULL,
    seq bigint NOT NULL,
    type text NOT NULL,
    accepted_at_ms bigint NOT NULL,
    request text NOT NULL,
    deadline_at_ms bigint NOT NULL,
    replay boolean NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    refusals integer NOT NULL DEFAULT 0,
    due_at_ms bigint,
    UNIQUE (engine, event_id, endpoint)
  );
  CREATE INDEX delivery_lane ON webhook.delivery (lane, n);
  CREATE INDEX delivery_chain ON webhook.delivery (engine, endpoint, chain_id);
  CREATE INDEX delivery_deadline ON webhook.delivery (deadline_at_ms);

  -- What workers tell an engine of attempts, as JSON, until it has read it.
  CREATE TABLE webhook.report (
    n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    engine text COLLATE "C" NOT NULL REFERENCES webhook.engine ON DELETE CASCADE,
    record text NOT NULL
  );
  CREATE INDEX report_engine ON webhook.report (engine, n);

  -- paused_by: user or receiver.
  CREATE TABLE webhook.pause (
    engine text COLLATE "C" NOT NULL REFERENCES webhook.engine ON DELETE CASCADE,
    endpoint text COLLATE "C" NOT NULL,
    paused_by text NOT NULL,
    PRIMARY KEY (engine, endpoint, paused_by)
  );

  -- touched rises with each event, so that the chains that were silent longest can be forgotten.
  CREATE SEQUENCE webhook.touched;
  CREATE TABLE webhook.chain_seq (
    engine text COLLATE "C" NOT NULL REFERENCES webhook.engine ON DELETE CASCADE,
    chain_id text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    touched bigint NOT NULL,
    PRIMARY KEY (engine, chain_id)
  );
  CREATE INDEX chain_seq_touched ON webhook.chain_seq (engine, touched);

  CREATE TABLE webhook.document (
    engine text COLLATE "C" NOT NULL REFERENCES webhook.engine ON DELETE CASCADE,
    key text COLLATE "C" NOT NULL,
    json text NOT NULL,
    PRIMARY KEY (engine, key)
  );
  `,
];
