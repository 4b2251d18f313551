import { describe, it } from "vitest";
import { holdsAsMemoryDoes } from "../outbox-against-memory.ts";
import { useEngineOutboxes } from "./engine-outboxes.ts";
import { postgresPrograms, usePostgresServer, withoutPostgres } from "./postgres-server.ts";

describe.skipIf(postgresPrograms === undefined)(
  `the outbox in PostgreSQL against the one in memory${withoutPostgres}`,
  () => {
    const engines = useEngineOutboxes(usePostgresServer());

    it("holds the same after any accepts, outcomes and restarts", async () => {
      const newPlace = () => {
        const engine = engines.newName();
        return () => engines.open(engine);
      };
      await holdsAsMemoryDoes(newPlace, { numRuns: 8, seed: 7 });
    });
  },
);
