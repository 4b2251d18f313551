/** What a page of the documentation may claim. Each rule gives one sentence for each false claim. */
import { readSettings } from "../../src-main/settings/read-settings.ts";
import { findKey, schemaSection } from "../../src-shared/settings/schema.ts";
import type { Line, Page } from "./markdown.ts";
import { anchorOf, codeIn, linksIn } from "./markdown.ts";

/** What is true of the project, so that the rules need no disk. */
export interface ProjectFacts {
  /** `path` from the project's root; true for a file or a folder. */
  exists(path: string): boolean;
  /** Headings of a Markdown file of the project. */
  headings(path: string): readonly string[];
  /** Names of npm scripts with the long options that each understands; `undefined`: not known here. */
  readonly commands: ReadonlyMap<string, ReadonlySet<string> | undefined>;
  /** Every word with a dash that may stand in code: names of states, faults, scenarios, headers, packages. */
  readonly words: ReadonlySet<string>;
}

type Rule = (page: Page, facts: ProjectFacts) => string[];

export function complaintsAbout(page: Page, facts: ProjectFacts): string[] {
  return rules.flatMap((rule) => rule(page, facts));
}

const at = (page: Page, line: number, what: string): string => `${page.path}:${line}: ${what}`;

const links: Rule = (page, facts) =>
  page.prose.flatMap(({ number, text }) =>
    linksIn(text).flatMap((target) => {
      if (/^[a-z]+:/.test(target)) return [];
      const [file = "", anchor] = target.split("#");
      const path = file === "" ? page.path : resolvePath(page.path, file);
      if (file !== "" && !facts.exists(path))
        return [at(page, number, `the link to ${target} leads nowhere.`)];
      const headings = file === "" ? page.sections.map(({ heading }) => heading) : facts.headings(path);
      const known = anchor === undefined || headings.some((each) => anchorOf(each) === anchor);
      return known ? [] : [at(page, number, `${path} has no heading for #${anchor}.`)];
    }),
  );

/** Both with slashes; `to` may climb with `../`. */
function resolvePath(from: string, to: string): string {
  return new URL(to, `file:///${from}`).pathname.slice(1);
}

const commands: Rule = (page, facts) =>
  page.lines.flatMap(({ number, text }) => {
    const named = [...text.matchAll(/\bnpm (?:run (?:-s )?([\w:-]+)|(test|start)\b)/g)];
    const own = named.map(([, run, direct]) => run ?? direct ?? "");
    const unknown = own.filter((name) => !facts.commands.has(name));
    const [only] = own;
    const options = own.length === 1 && only !== undefined ? facts.commands.get(only) : undefined;
    const wrong =
      options === undefined
        ? []
        : [...text.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)]
            .map(([option]) => option)
            .filter((option) => !options.has(option));
    return [
      ...unknown.map((name) => at(page, number, `there is no command "npm run ${name}".`)),
      ...wrong.map((option) => at(page, number, `"npm run ${only}" has no option ${option}.`)),
    ];
  });

/** `[pbx] url`, `[pbx] url = https://…` and `[pbx]`. */
const settings: Rule = (page) =>
  inlineCode(page).flatMap(([number, code]) => {
    const found = /^\[([a-z]+(?:\.[^\]\s]+)?)\](?:\s+([\w.<>-]+)(?:\s*=.*)?)?$/.exec(code);
    if (found === null) return [];
    const [, written = "", key] = found;
    const section = written.toLowerCase().replace("<name>", "name");
    if (schemaSection(section) === undefined)
      return [at(page, number, `there is no section [${written}] in the settings.`)];
    if (key === undefined || findKey(section, key) !== undefined) return [];
    return [at(page, number, `there is no setting ${key} in [${written}].`)];
  });

/** Settings that are shown must be settings that the program takes. */
const iniBlocks: Rule = (page) =>
  page.blocks.flatMap(({ language, line, text }) => {
    if (language !== "ini") return [];
    const result = readSettings(text, { fileName: page.path, env: {} });
    const remarks = [...(result.ok ? [] : result.mistakes), ...result.warnings];
    return remarks.map((remark) => at(page, line + (remark.line ?? 0), remark.message));
  });

const folders = /^(src-main|src-shared|src-renderer|test|scripts|docs|assets|\.ci)\//;

const paths: Rule = (page, facts) =>
  inlineCode(page).flatMap(([number, code]) => {
    if (!folders.test(code) || /[<>*…\s{]/.test(code)) return [];
    return facts.exists(code) ? [] : [at(page, number, `there is no ${code}.`)];
  });

/** A word with dashes in code is a name or a folder of this project, or a word of HTTP; a mistyped state is none. */
const words: Rule = (page, facts) =>
  inlineCode(page).flatMap(([number, code]) => {
    if (!/^[a-z0-9]+(-[a-z0-9]+)+$/.test(code) || facts.words.has(code) || facts.exists(code)) return [];
    return [at(page, number, `nothing is called ${code}.`)];
  });

const rules: readonly Rule[] = [links, commands, settings, iniBlocks, paths, words];

function inlineCode(page: Page): [line: number, code: string][] {
  return page.prose.flatMap(({ number, text }: Line) =>
    codeIn(text).map((code): [number, string] => [number, code]),
  );
}
