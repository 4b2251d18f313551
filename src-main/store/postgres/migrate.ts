/** Brings the shared queue to the layout of this program. Several programs may start at the same time. */
import { say } from "../../../src-shared/messages/say.ts";
import { StoreError } from "../sqlite-worker/failure.ts";
import type { PostgresConnection } from "./connection.ts";
import { postgresLayout } from "./schema.ts";

/** Any number that nobody else takes: the letters "3cxw". */
const MIGRATION_LOCK = 0x33637877;

/**
 * Throws a StoreError of kind `newer` when a later version of the program has changed the layout. The lock
 * is the transaction's own: it is gone when this is, whatever happens.
 */
export async function migratePostgres(connection: PostgresConnection, server: string): Promise<void> {
  await connection.transaction(async (query) => {
    await query("SELECT pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
    // Asked first: a user who may not create anything may use what is there.
    const [found] = await query("SELECT to_regclass('webhook.layout') IS NOT NULL AS there");
    if (found?.["there"] !== true) {
      await query("CREATE SCHEMA IF NOT EXISTS webhook");
      await query("CREATE TABLE webhook.layout (version integer NOT NULL)");
      await query("INSERT INTO webhook.layout VALUES (0)");
    }
    const [row] = await query("SELECT version FROM webhook.layout");
    const version = Number(row?.["version"] ?? 0);
    if (version > postgresLayout.length) {
      throw new StoreError(
        "newer",
        say("store.shared.newer", { server, version, known: postgresLayout.length }),
      );
    }
    for (const step of postgresLayout.slice(version)) await query(step);
    if (version < postgresLayout.length) {
      await query("UPDATE webhook.layout SET version = $1", [postgresLayout.length]);
    }
  });
}
