/** WebhooksApi.ini of the K2M product: one receiver, always in its own format. Pure. */
import { flagOf, type ForeignIni } from "./foreign-ini.ts";
import { addLeftovers, problemOf, type ImportedEndpoint, type Rows } from "./preview.ts";

/** Two names of one thing, from its versions. */
export const k2mMethodKeys = ["WEBHOOK_POST_ENABLED", "HTTP_REQUEST_METHOD_POST"] as const;
const known: ReadonlySet<string> = new Set(["WEBHOOK_URL", ...k2mMethodKeys]);

export function importWebhooksApi(ini: ForeignIni, rows: Rows): ImportedEndpoint[] {
  const setting = ini.settings.get("WEBHOOK_URL");
  const url = setting?.value ?? "";
  const problem = url === "" ? "It is empty, so nothing is set." : problemOf("endpoint.default", "url", url);
  if (setting !== undefined) {
    if (problem === undefined) rows.add("taken", setting, "endpoint.default url");
    else rows.add("not-supported", setting, "", problem);
  }
  for (const key of k2mMethodKeys) addMethod(ini, key, rows);
  addLeftovers(rows, ini, known);
  return problem === undefined ? [{ name: "default", url, dialect: "k2m" }] : [];
}

function addMethod(ini: ForeignIni, key: (typeof k2mMethodKeys)[number], rows: Rows): void {
  const setting = ini.settings.get(key);
  if (setting === undefined) return;
  const post = flagOf(setting.value);
  if (post === undefined) rows.add("not-supported", setting, "", "This is not taken over: expected 1 or 0.");
  else if (post)
    rows.add("taken", setting, "endpoint.default method", "The k2m format is always sent by POST.");
  else {
    const note = "The k2m format is always sent by POST here: the receiver gets JSON instead of a query.";
    rows.add("changed", setting, "endpoint.default method", note);
  }
}
