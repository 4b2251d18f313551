/** Who is paused, as the shared queue knows it. */
import type { Query } from "./connection.ts";
import type { Pause } from "./types.ts";

export async function readPauses(query: Query): Promise<Pause[]> {
  const rows = await query("SELECT engine, endpoint, paused_by FROM webhook.pause");
  return rows.map((row) => ({
    engine: String(row["engine"]),
    endpoint: String(row["endpoint"]),
    by: row["paused_by"] === "receiver" ? "receiver" : "user",
  }));
}
