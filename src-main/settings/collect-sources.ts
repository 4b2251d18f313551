/** Sorts what the file and the environment say by section and key, and names what stands twice, nowhere or in a place nobody knows. */
import { nearest } from "../../src-shared/settings/nearest.ts";
import {
  endpointName,
  findKey,
  keysOf,
  schemaSection,
  SECTION_NAMES,
} from "../../src-shared/settings/schema.ts";
import type { SectionName } from "../../src-shared/settings/schema.ts";
import { readEnvironment } from "./environment.ts";
import type { Environment, SecretReader } from "./environment.ts";
import type { IniDocument, IniEntry } from "./ini-document.ts";
import type { Remarks, Source } from "./remarks.ts";

/** Key -> value of one section; keys in lower case. */
export type SectionSources = ReadonlyMap<string, Source>;

export interface EndpointSources {
  readonly name: string;
  /** The heading's line, when the endpoint is in the file. */
  readonly line: number | undefined;
  readonly values: SectionSources;
}

export interface Sources {
  readonly fixed: ReadonlyMap<string, SectionSources>;
  /** In the order of the file, then those that only the environment knows. */
  readonly endpoints: readonly EndpointSources[];
}

const MAX_BROKEN_LINES = 20;

export function collectSources(
  document: IniDocument,
  env: Environment,
  readSecret: SecretReader,
  remarks: Remarks,
): Sources {
  reportBrokenLines(document, remarks);
  const headings = checkHeadings(document, remarks);
  const values = new Map<string, Map<string, Source>>();
  for (const section of headings.keys()) values.set(section, new Map());
  for (const entry of document.entries) addEntry(values, entry, remarks);

  const inFile = [...headings.keys()].flatMap((section) => endpointName(section) ?? []);
  for (const { section, key, text, variable } of readEnvironment(env, inFile, readSecret, remarks)) {
    if (!values.has(section)) values.set(section, new Map());
    values.get(section)?.set(key, { text, variable });
  }
  const endpoints = [...values].flatMap(([section, sources]): EndpointSources[] => {
    const name = endpointName(section);
    return name === undefined ? [] : [{ name, line: headings.get(section), values: sources }];
  });
  return { fixed: values, endpoints };
}

/** A file of another kind has thousands of them: the first ones say enough. */
function reportBrokenLines({ problems }: IniDocument, remarks: Remarks): void {
  const expected = "key = value, a [section] or a comment";
  for (const { line, section, problem } of problems.slice(0, MAX_BROKEN_LINES)) {
    remarks.mistake({ section, line }, expected, problem);
  }
  const more = problems.length - MAX_BROKEN_LINES;
  if (more > 0) {
    remarks.mistake({ section: "" }, expected, `${more} more lines are no settings: is this the right file?`);
  }
}

/** The known sections of the file with the lines of their headings. */
function checkHeadings(document: IniDocument, remarks: Remarks): Map<string, number> {
  const first = new Map<string, number>();
  for (const { name, line } of document.sections) {
    const section = canonicalSection(name);
    const earlier = first.get(section);
    if (earlier !== undefined) {
      const way = section.startsWith("endpoint.")
        ? "give one of them another name"
        : "put their keys into one";
      remarks.mistake(
        { section, line },
        "each section once",
        `this section stands twice, in lines ${earlier} and ${line}: ${way}`,
      );
    } else if (schemaSection(section) !== undefined) {
      first.set(section, line);
    } else if (section === "endpoint" || section.startsWith("endpoint.")) {
      remarks.mistake(
        { section, line },
        "a name of lower-case letters, digits, dashes and underscores",
        "expected a name of lower-case letters, digits, dashes and underscores after the point, such as [endpoint.crm]",
      );
    } else {
      // Left out with a warning, a misspelt [endpoint.crm] would take the endpoint and what waits for it out of use.
      remarks.mistake({ section, line }, "the name of a section", unknownSection(section));
    }
  }
  return first;
}

function addEntry(values: Map<string, Map<string, Source>>, entry: IniEntry, remarks: Remarks): void {
  const section = canonicalSection(entry.section);
  const key = entry.key.toLowerCase();
  const { line, headingLine } = entry;
  if (section === "") {
    remarks.mistake(
      { section, key, line },
      "a [section] above it",
      "this key stands before the first [section]: move it below one, such as [pbx]",
    );
    return;
  }
  const kind = schemaSection(section);
  const found = values.get(section);
  // Of a section nobody knows, or with an impossible name, the heading has been named already.
  if (kind === undefined || found === undefined) return;
  const earlier = found.get(key);
  if (earlier !== undefined) {
    // Under a repeated heading the heading is the mistake.
    if ((earlier.line ?? 0) < headingLine) return;
    remarks.mistake(
      { section, key, line },
      "each key once",
      `this key stands twice, in lines ${earlier.line ?? line} and ${line}: remove one of them`,
    );
    return;
  }
  found.set(key, { text: entry.value, line });
  if (findKey(section, key) === undefined) {
    remarks.warn({ section, key, line }, `this key is unknown and not used${meantKey(kind, key)}`);
  }
}

/** Names are compared in lower case; that of an endpoint stays as written, since it must be in lower case. */
export function canonicalSection(name: string): string {
  return name.toLowerCase().startsWith("endpoint.")
    ? `endpoint${name.slice("endpoint".length)}`
    : name.toLowerCase();
}

function unknownSection(section: string): string {
  const point = section.indexOf(".");
  const head = point < 0 ? section : section.slice(0, point);
  const meant = nearest(head, SECTION_NAMES);
  if (meant === undefined) return "there is no section of this name: correct it, or remove the section";
  const near = meant === "endpoint" ? `endpoint.${point < 0 ? "crm" : section.slice(point + 1)}` : meant;
  return `there is no section of this name. Did you mean [${near}]?`;
}

function meantKey(section: SectionName, key: string): string {
  const meant = nearest(key, keysOf(section).keys());
  if (meant !== undefined) return `. Did you mean ${meant}?`;
  const home = SECTION_NAMES.find((name) => keysOf(name).has(key));
  if (home === undefined) return "";
  return `. It belongs in [${home === "endpoint" ? "endpoint.NAME" : home}].`;
}
