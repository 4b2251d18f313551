/** TCXWebAPI.ini and Users.csv of the Komplit and Creomate products: three receivers at most. Pure. */
import type { EventWord } from "../../../src-shared/settings/settings.ts";
import { flagOf, type ForeignIni, type ForeignSetting } from "./foreign-ini.ts";
import { addLeftovers, problemOf, type ImportedEndpoint, type Rows } from "./preview.ts";
import { userList, type CsvUsers } from "./users-csv.ts";

const receivers = [
  { name: "default", suffix: "" },
  { name: "second", suffix: "_2" },
  { name: "monitor", suffix: "_MONITOR" },
] as const;

const known: ReadonlySet<string> = new Set([
  ...receivers.flatMap(({ suffix }) => [`WEBHOOK_URL${suffix}`, `WEBHOOK_POST_URL${suffix}`]),
  "POST",
  "RECORDING_FULL_INFO",
]);

/** As long as a value in a settings file may be. */
const longestUsers = 20_000;

/** `users`: of Users.csv; absent when that file was not given. */
export function importTcxWebApi(
  ini: ForeignIni,
  users: CsvUsers | undefined,
  rows: Rows,
): ImportedEndpoint[] {
  const second = secondUsers(users);
  const found = receivers.flatMap(({ name, suffix }) => {
    const refused = name === "second" && second.list === undefined ? second.why : undefined;
    return receiverOf(ini, name, suffix, refused, rows) ?? [];
  });
  const split = second.list !== undefined && found.some(({ name }) => name === "second");
  addUsers(users, split, rows);
  const common = {
    method: methodOf(ini, found, rows),
    recordingFullInfo: fullInfoOf(ini, found, rows),
  };
  addLeftovers(rows, ini, known);
  return found.map((endpoint) => ({
    ...endpoint,
    ...common,
    mirror: endpoint.name === "monitor",
    users: split ? usersOf(endpoint.name, users?.extensions ?? []) : undefined,
  }));
}

function secondUsers(users: CsvUsers | undefined): { readonly list?: string; readonly why: string } {
  if (users === undefined) return { why: "Choose Users.csv as well: it says whose calls go there." };
  const list = userList(users.extensions);
  if (list === "") return { why: "Users.csv names no extension, so no call would go there." };
  if (list.length >= longestUsers / 2)
    return { why: "Users.csv names more extensions than a setting can hold." };
  return { list, why: "" };
}

/** The two share the calls between them; a monitor gets all of them. */
function usersOf(name: ImportedEndpoint["name"], extensions: readonly string[]): string | undefined {
  if (name === "monitor") return undefined;
  return name === "second" ? userList(extensions) : userList(extensions, "-");
}

function receiverOf(
  ini: ForeignIni,
  name: ImportedEndpoint["name"],
  suffix: string,
  refused: string | undefined,
  rows: Rows,
): ImportedEndpoint | undefined {
  const section = `endpoint.${name}`;
  const callSetting = ini.settings.get(`WEBHOOK_URL${suffix}`);
  const recordingSetting = ini.settings.get(`WEBHOOK_POST_URL${suffix}`);
  const calls = addressOf(callSetting, section, refused, rows);
  const recordings = addressOf(recordingSetting, section, refused, rows);
  const url = calls ?? recordings;
  if (url === undefined) return undefined;
  if (callSetting !== undefined && calls !== undefined) {
    const note = recordings === undefined ? withoutRecordings(suffix) : "";
    rows.add("taken", callSetting, `${section} url`, note);
  }
  if (recordingSetting !== undefined && recordings !== undefined) {
    const to = calls === undefined ? "url" : "recording_url";
    rows.add(
      "taken",
      recordingSetting,
      `${section} ${to}`,
      calls === undefined ? onlyRecordings(suffix) : "",
    );
  }
  const both = calls !== undefined && recordings !== undefined;
  return {
    ...{ name, url },
    recordingUrl: both ? recordings : undefined,
    events: both ? undefined : calls === undefined ? ["recording"] : callEvents,
  };
}

const callEvents: readonly EventWord[] = ["ringing", "started", "ended"];
const withoutRecordings = (suffix: string) =>
  `WEBHOOK_POST_URL${suffix} is not set, so no recordings are sent there, as before.`;
const onlyRecordings = (suffix: string) =>
  `WEBHOOK_URL${suffix} is not set, so only recordings are sent there, as before.`;

/** `undefined` when there is none that can be used; the row then says why. */
function addressOf(
  setting: ForeignSetting | undefined,
  section: string,
  refused: string | undefined,
  rows: Rows,
): string | undefined {
  if (setting === undefined) return undefined;
  if (setting.value === "") {
    rows.add("taken", setting, "", "It is empty, so nothing is set.");
    return undefined;
  }
  const problem = refused ?? problemOf(section, "url", setting.value);
  if (problem === undefined) return setting.value;
  rows.add("not-supported", setting, "", problem);
  return undefined;
}

function addUsers(users: CsvUsers | undefined, split: boolean, rows: Rows): void {
  if (users === undefined) return;
  const setting = { key: "Users.csv", value: userList(users.extensions), line: 1 };
  if (split) {
    const note = "The second receiver gets the events of these extensions, the first those of all others.";
    rows.add("taken", setting, "endpoint.second users, endpoint.default users", note);
  } else {
    rows.add("not-supported", setting, "", "There is no second receiver that it could be for.");
  }
  for (const { line } of users.strangeLines) {
    rows.unknown(`Users.csv, line ${line}`, "Its first column is no extension.");
  }
}

function methodOf(
  ini: ForeignIni,
  endpoints: readonly ImportedEndpoint[],
  rows: Rows,
): "GET" | "POST" | undefined {
  const post = flag(ini, "POST", endpoints, "method", rows);
  return post === undefined ? undefined : post ? "POST" : "GET";
}

function fullInfoOf(
  ini: ForeignIni,
  endpoints: readonly ImportedEndpoint[],
  rows: Rows,
): boolean | undefined {
  return flag(ini, "RECORDING_FULL_INFO", endpoints, "recording_full_info", rows);
}

/** A key that holds for all receivers there, and for each by itself here. */
function flag(
  ini: ForeignIni,
  from: string,
  endpoints: readonly ImportedEndpoint[],
  key: string,
  rows: Rows,
): boolean | undefined {
  const setting = ini.settings.get(from);
  if (setting === undefined) return undefined;
  const value = flagOf(setting.value);
  const to = endpoints.map(({ name }) => `endpoint.${name} ${key}`).join(", ");
  if (value === undefined) rows.add("not-supported", setting, "", "This is not taken over: expected 1 or 0.");
  else if (endpoints.length === 0) rows.add("not-supported", setting, "", "No receiver is taken over.");
  else rows.add("taken", setting, to);
  return value;
}
