/** From the text of the file and the environment to settings, or to everything that is wrong with them at once. */
import type { Mistake, SettingsWarning } from "../../src-shared/settings/mistake.ts";
import type { Settings } from "../../src-shared/settings/settings.ts";
import { readEndpoint } from "./read-endpoint.ts";
import { readSection } from "./read-section.ts";
import { collectSources } from "./collect-sources.ts";
import type { Sources } from "./collect-sources.ts";
import type { Environment, SecretReader } from "./environment.ts";
import { parseIni } from "./ini-document.ts";
import { createRemarks } from "./remarks.ts";
import type { Remarks } from "./remarks.ts";

export interface ReadOptions {
  /** As it shall stand in messages. */
  readonly fileName: string;
  readonly env: Environment;
  /** For `WEBHOOK_…_FILE`; without it such variables are mistakes. */
  readonly secretsFromFile?: SecretReader;
}

export type SettingsResult =
  | { readonly ok: true; readonly settings: Settings; readonly warnings: readonly SettingsWarning[] }
  | {
      readonly ok: false;
      readonly mistakes: readonly Mistake[];
      readonly warnings: readonly SettingsWarning[];
      /**
       * For trying a section that has no mistake: what could be read. A mistaken key has its default, an
       * endpoint without an address is missing. Never to be put in force. Absent without a text to read. A
       * function, so that whoever tells of mistakes tells no secrets with them.
       */
      readonly readable?: () => Settings;
    };

/** Pure. Values from the environment win over those of the file. */
export function readSettings(text: string, options: ReadOptions): SettingsResult {
  const remarks = createRemarks(options.fileName);
  const readSecret: SecretReader =
    options.secretsFromFile ??
    (() => ({ ok: false, message: "this variable names a file, but files cannot be read here" }));
  const sources = collectSources(parseIni(text), options.env, readSecret, remarks);
  const settings = settingsFrom(sources, remarks);
  const mistakes = remarks.mistakes();
  const warnings = remarks.warnings();
  if (mistakes.length > 0) return { ok: false, mistakes, warnings, readable: () => settings };
  return { ok: true, settings, warnings };
}

function settingsFrom(sources: Sources, remarks: Remarks): Settings {
  const { fixed, endpoints } = sources;
  const server = readSection("server", "server", fixed.get("server"), remarks);
  checkCertificate(server.certFile, server.keyFile, fixed.get("server"), remarks);
  return {
    pbx: readSection("pbx", "pbx", fixed.get("pbx"), remarks),
    endpoints: endpoints.flatMap((source) => readEndpoint(source, remarks) ?? []),
    recordings: readSection("recordings", "recordings", fixed.get("recordings"), remarks),
    server,
    delivery: readSection("delivery", "delivery", fixed.get("delivery"), remarks),
    reconcile: readSection("reconcile", "reconcile", fixed.get("reconcile"), remarks),
    log: readSection("log", "log", fixed.get("log"), remarks),
  };
}

/** Half of the pair is worth nothing, and a silent fall-back to a self-signed certificate would hide the slip. */
function checkCertificate(
  certFile: string | undefined,
  keyFile: string | undefined,
  given:
    | ReadonlyMap<string, { readonly line?: number | undefined; readonly variable?: string | undefined }>
    | undefined,
  remarks: Remarks,
): void {
  if ((certFile === undefined) === (keyFile === undefined)) return;
  const [present, missing] = certFile === undefined ? ["key_file", "cert_file"] : ["cert_file", "key_file"];
  const source = given?.get(present);
  remarks.mistake(
    { section: "server", key: present, line: source?.line, variable: source?.variable },
    "cert_file and key_file together",
    `this key is set without ${missing}: expected both, or neither for a self-signed certificate`,
  );
}
