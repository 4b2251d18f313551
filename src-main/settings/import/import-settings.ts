/**
 * Settings files of the products whose receivers this program serves, as a preview: what becomes of each
 * key, and the changes that saving would make. Nothing is written here. Pure.
 */
import type { ImportPreview } from "../../../src-shared/contract/settings-view.ts";
import { say } from "../../../src-shared/messages/say.ts";
import { mendText } from "./decode-foreign.ts";
import { parseForeignIni, type ForeignIni } from "./foreign-ini.ts";
import { changesOf, createRows, type ImportedEndpoint, type Rows } from "./preview.ts";
import { importTcxWebApi } from "./tcx-web-api.ts";
import { parseUsersCsv, type CsvUsers } from "./users-csv.ts";
import { importWebhooksApi, k2mMethodKeys } from "./webhooks-api.ts";

export interface ForeignFile {
  /** As the user chose it; a path before it does not matter. */
  readonly name: string;
  readonly text: string;
}

type Product = "TCXWebAPI" | "WebhooksApi";

/** `existing`: names of the endpoints that are in the settings. */
export function previewImport(files: readonly ForeignFile[], existing: readonly string[]): ImportPreview {
  const mended = files.map(({ name, text }) => ({ name: baseName(name), text: mendText(text) }));
  const tables = mended.filter(({ name }) => isTable(name));
  const inis = mended
    .filter(({ name }) => !isTable(name))
    .map(({ name, text }) => ({ name, ini: parseForeignIni(text) }))
    .flatMap(({ name, ini }) => {
      const product = productOf(name, ini);
      return product === undefined ? [] : [{ name, ini, product }];
    });
  const [chosen, other] = inis;
  if (chosen === undefined) return nothing(unknownWords(tables.length > 0));
  if (other !== undefined || tables.length > 1) return nothing(oneByOne);
  const users = tables[0] === undefined ? undefined : parseUsersCsv(tables[0].text);
  const rows = createRows();
  const endpoints = endpointsOf(chosen, users, rows);
  for (const { name } of mended) {
    if (name !== chosen.name && name !== tables[0]?.name) rows.unknown(name, "No file of that product.");
  }
  return {
    product: chosen.product,
    rows: [...rows.list],
    changes: changesOf(endpoints, existing),
    sentence: sentenceOf(chosen.product, endpoints, existing),
  };
}

function endpointsOf(
  { product, ini }: { readonly product: Product; readonly ini: ForeignIni },
  users: CsvUsers | undefined,
  rows: Rows,
): ImportedEndpoint[] {
  switch (product) {
    case "TCXWebAPI":
      return importTcxWebApi(ini, users, rows);
    case "WebhooksApi":
      if (users !== undefined) rows.unknown("Users.csv", "That product has no such file.");
      return importWebhooksApi(ini, rows);
    default: {
      const _never: never = product;
      return _never;
    }
  }
}

/** By its name, else by keys that only one of them has. */
function productOf(name: string, { settings }: ForeignIni): Product | undefined {
  if (/^tcxwebapi\b/i.test(name)) return "TCXWebAPI";
  if (/^webhooksapi\b/i.test(name)) return "WebhooksApi";
  if (k2mMethodKeys.some((key) => settings.has(key))) return "WebhooksApi";
  return ["WEBHOOK_URL", "WEBHOOK_POST_URL"].some((key) => settings.has(key)) ? "TCXWebAPI" : undefined;
}

function isTable(name: string): boolean {
  return /\.(csv|txt)$/i.test(name) && !/webapi|webhooksapi/i.test(name);
}

function baseName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}

function nothing(sentence: string): ImportPreview {
  return { product: "unknown", rows: [], changes: [], sentence };
}

const oneByOne = "Choose the files of one product only: its ini file and, if there is one, Users.csv.";

function unknownWords(hasTable: boolean): string {
  const also = hasTable ? "Users.csv alone says nothing: choose TCXWebAPI.ini as well." : "";
  return `None of these is a TCXWebAPI.ini or a WebhooksApi.ini: there is no WEBHOOK_URL in it. ${also}`.trim();
}

function sentenceOf(
  product: Product,
  endpoints: readonly ImportedEndpoint[],
  existing: readonly string[],
): string {
  if (endpoints.length === 0) return "There is no receiver in it that could be taken over.";
  const names = endpoints.map(({ name }) => name);
  const replaced = names.filter((name) => existing.includes(name));
  const receivers = { n: names.length, names: names.join(", ") };
  const sentences = [say(names.length === 1 ? "import.takenOne" : "import.taken", receivers)];
  if (replaced.length > 0) {
    sentences.push(say("import.replaced", { names: replaced.join(", ") }));
  }
  if (product === "TCXWebAPI") {
    sentences.push(
      "If the receiver was made for Creomate's longer events (pickupincoming, chid), choose dialect = creomate.",
    );
  }
  return sentences.join(" ");
}
