/**
 * Every setting, once: what it means, its default, and which values it takes.
 * The reader, the sample file, the reference in docs/settings.md, the environment variables and the form derive from here.
 */
import { z } from "zod";
import { baseAddress, listenHost, pbxAddress, webAddress } from "./address-kinds.ts";
import { endpointKeys, headerKey } from "./endpoint-keys.ts";
import { key } from "./setting-key.ts";
import type { SettingKey } from "./setting-key.ts";
import { timeOfDay, timeZone } from "./time-kinds.ts";
import {
  choice,
  decimalNumber,
  filePath,
  kindOf,
  optional,
  portNumber,
  text,
  wholeNumber,
  yesNo,
} from "./value-kind.ts";

/** It stands in the rows of a database, so it is kept plain. */
const engineName = kindOf(
  z.string().regex(/^[a-z0-9_-]{1,64}$/),
  "a name of small letters, digits, - and _",
  { type: "text" },
);

const folderPath = optional(text("the path of a folder", "path"));

const pbx = {
  url: key(pbxAddress, {
    description: "Address of the 3CX web server.",
    default: "",
    whenEmpty: "the program waits for it",
    example: "https://pbx.example.com:5001",
  }),
  client_id: key(text("the client id of the API integration"), {
    description: "Client id of the API integration (3CX: Admin > Integrations > API).",
    default: "",
    whenEmpty: "the program waits for it",
    example: "webhook",
  }),
  client_secret: key(text("the API key"), {
    description: "API key that 3CX shows once when the integration is made.",
    default: "",
    whenEmpty: "the program waits for it",
    secret: true,
  }),
  ca_file: key(filePath, {
    description: "PEM file with the certificate authority that signed the PBX's certificate.",
    default: "",
    whenEmpty: "the authorities this machine trusts",
  }),
  allow_self_signed: key(yesNo, {
    description: "Accept a certificate of the PBX that no authority signed.",
    default: "no",
  }),
  timezone: key(timeZone, {
    description: "Time zone of the PBX, for the times in call ids.",
    default: "",
    whenEmpty: "that of this machine",
    example: "Europe/Berlin",
  }),
  internal_calls: key(yesNo, {
    description: "Send events of calls between extensions too.",
    default: "no",
  }),
  numbers: key(choice(["digits", "as_shown"]), {
    description: "Write outside numbers with digits only, or as the PBX shows them.",
    default: "digits",
  }),
  active_calls_poll_s: key(decimalNumber({ min: 0.2, max: 60, unit: "seconds" }), {
    description: "How often the PBX is asked for its active calls; longer pauses may miss short stages.",
    default: "1",
    unit: "seconds",
  }),
};

const recordings = {
  source: key(choice(["folder", "pbx", "off"]), {
    description:
      "Where recordings come from: the PBX's folder on this machine, the PBX over the network, or nowhere.",
    default: "folder",
  }),
  folder: key(folderPath, {
    description: "Folder into which 3CX writes its recordings.",
    default: "",
    whenEmpty: "3CX's own folder of this operating system",
  }),
  storage: key(folderPath, {
    description: "Folder that keeps the MP3 files.",
    default: "",
    whenEmpty: "recordings in the data folder",
  }),
  bitrate_kbps: key(wholeNumber({ min: 8, max: 160, unit: "kbit/s" }), {
    description: "Size of the MP3 files: 32 is enough for speech.",
    default: "32",
    unit: "kbit/s",
  }),
  ffmpeg: key(filePath, {
    description: "The ffmpeg program that turns recordings into MP3.",
    default: "",
    whenEmpty: "the one packed with this program, or else that of the system",
  }),
  parallel: key(wholeNumber({ min: 1, max: 16 }), {
    description:
      "How many recordings are turned into MP3 at once, at most. One processor is always left to calls.",
    default: "2",
  }),
  keep_days: key(wholeNumber({ min: 1, max: 3650, unit: "days" }), {
    description: "Recordings of calls that ended longer ago are deleted at night.",
    default: "30",
    unit: "days",
  }),
  purge_at: key(timeOfDay, {
    description: "When they are deleted, in the time of this machine.",
    default: "03:00",
  }),
  public_url: key(baseAddress, {
    description: "What links to recordings begin with, as the receiver reaches this program.",
    default: "",
    whenEmpty: "this program's own https address",
    example: "https://recordings.example.com/webapi/recording",
  }),
  link: key(choice(["signed", "open"]), {
    description: "Whether links carry a signature that cannot be guessed.",
    default: "signed",
  }),
  link_days: key(optional(wholeNumber({ min: 1, max: 3650, unit: "days" })), {
    description: "How long a signed link works.",
    default: "",
    whenEmpty: "as long as the file lives",
    unit: "days",
  }),
  settle_s: key(decimalNumber({ min: 0, max: 600, unit: "seconds" }), {
    description: "Quiet time after the last file before the links of a call are sent.",
    default: "2",
    unit: "seconds",
  }),
};

const server = {
  host: key(listenHost, {
    description: "Address on which recordings and the monitor page are served.",
    default: "127.0.0.1",
    example: "0.0.0.0",
  }),
  port: key(portNumber, {
    description: "Its https port; 0 takes any free one.",
    default: "8444",
  }),
  http_port: key(optional(portNumber), {
    description:
      "A further port without encryption, for recordings only and for this machine only: for a web server on it that passes requests on.",
    default: "",
    whenEmpty: "there is none",
    example: "8445",
  }),
  cert_file: key(filePath, {
    description: "PEM file with the certificate, followed by its intermediates.",
    default: "",
    whenEmpty: "a self-signed certificate is made",
  }),
  key_file: key(filePath, {
    description: "PEM file with the private key of cert_file.",
    default: "",
  }),
  monitor: key(yesNo, {
    description: "Serve the monitor page.",
    default: "yes",
  }),
  monitor_password: key(optional(text("a password")), {
    description: "Password of the monitor page.",
    default: "",
    secret: true,
  }),
  update_url: key(optional(webAddress), {
    description:
      "The file latest.yml of newer versions. It is looked at once a day; what it says is told in /health and the log, and nothing is downloaded.",
    default: "",
    whenEmpty: "newer versions are not looked for",
    example: "https://updates.example.com/3cx-webhook/latest.yml",
  }),
};

const delivery = {
  durability: key(choice(["full", "normal"]), {
    description:
      "full: an accepted event survives a power cut; normal: it survives a crash of this program, with fewer disk writes.",
    default: "full",
  }),
  queue: key(choice(["local", "postgres"]), {
    description:
      "Where accepted webhooks wait. local: in the data folder, and this program delivers them; postgres: in a PostgreSQL database, and workers deliver them. A change takes effect with the next start.",
    default: "local",
  }),
  queue_url: key(optional(text("an address such as postgres://user:password@host:5432/database")), {
    description: "Address of the PostgreSQL database, with user and password.",
    default: "",
    whenEmpty: "none; queue = postgres needs one",
    secret: true,
  }),
  engine: key(engineName, {
    description: "Name of this program among those that share the database: one for each PBX.",
    default: "main",
  }),
};

const reconcile = {
  nightly: key(yesNo, {
    description:
      "Compare each night the day before with the PBX's call log and list of recordings. Nothing is sent by that.",
    default: "yes",
  }),
  at: key(timeOfDay, {
    description: "When, in the time of this machine.",
    default: "04:15",
  }),
};

const log = {
  level: key(choice(["debug", "info", "warn", "error"]), {
    description: "The least important kind of message that is written.",
    default: "info",
  }),
  keep_days: key(wholeNumber({ min: 1, max: 3650, unit: "days" }), {
    description: "How long log files and the webhook log are kept.",
    default: "30",
    unit: "days",
  }),
};

/** Section -> key -> facts. The section `endpoint` stands for every `[endpoint.NAME]`. */
export const settingsSchema = { pbx, endpoint: endpointKeys, recordings, server, delivery, reconcile, log };

export type SectionName = keyof typeof settingsSchema;

/** What a receiver may be called in `[endpoint.NAME]`. */
const ENDPOINT_NAME = /^[a-z0-9_-]{1,64}$/;

/** `timeout_s` -> `timeoutS`: the name in code. */
export type CamelCase<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : S;

/** The values of one section under their names in code. */
export type SectionValues<S extends SectionName> = {
  readonly [K in keyof (typeof settingsSchema)[S] &
    string as CamelCase<K>]: (typeof settingsSchema)[S][K] extends SettingKey<infer T> ? T : never;
};

export function camelCase(key: string): string {
  return key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The keys of a section without their value types, for those who only list them. */
export function keysOf(section: SectionName): ReadonlyMap<string, SettingKey<unknown>> {
  return new Map<string, SettingKey<unknown>>(Object.entries(settingsSchema[section]));
}

/** The part of the schema for a section of the file, such as `endpoint` for `endpoint.crm`; `undefined` when nobody knows it. */
export function schemaSection(section: string): SectionName | undefined {
  if (endpointName(section) !== undefined) return "endpoint";
  return SECTION_NAMES.find((name) => name === section && name !== "endpoint");
}

/** `crm` for `endpoint.crm`; `undefined` for other sections and impossible names. */
export function endpointName(section: string): string | undefined {
  const name = section.startsWith("endpoint.") ? section.slice("endpoint.".length) : "";
  return ENDPOINT_NAME.test(name) ? name : undefined;
}

/** The facts about one key of the file, headers included. */
export function findKey(section: string, key: string): SettingKey<unknown> | undefined {
  const kind = schemaSection(section);
  if (kind === undefined) return undefined;
  if (kind === "endpoint" && key.startsWith("header.")) return headerKey;
  return keysOf(kind).get(key);
}

/** Sections in the order of the file. */
export const SECTION_NAMES: readonly SectionName[] = [
  "pbx",
  "endpoint",
  "recordings",
  "server",
  "delivery",
  "reconcile",
  "log",
];
