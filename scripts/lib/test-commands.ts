/** Holds commands that run one test to the tests: the file is there, and something in it has that name. */
import type { Page } from "./markdown.ts";
import { codeIn } from "./markdown.ts";

export interface TestCommand {
  readonly line: number;
  readonly files: readonly string[];
  /** What stands behind `-t`. */
  readonly name?: string;
}

/** Reads a file of the project; `undefined` when there is none. */
export type ReadFile = (path: string) => string | undefined;

/** Commands in code that run tests of certain files. */
export function testCommandsIn(page: Page): TestCommand[] {
  return page.lines.flatMap(({ number, text }) =>
    codeIn(text).flatMap((code) => {
      const found =
        /^(?:npx vitest run|npm test --|npm run test:faults --)\s+(.*?)(?:\s+-t "([^"]*)")?$/.exec(code);
      const files = found?.[1]?.split(/\s+/).filter((word) => word.endsWith(".test.ts")) ?? [];
      const name = found?.[2];
      return files.length === 0 ? [] : [{ line: number, files, ...(name === undefined ? {} : { name }) }];
    }),
  );
}

export function testCommandComplaints(page: Page, read: ReadFile): string[] {
  return testCommandsIn(page).flatMap(({ line, files, name }) =>
    files.flatMap((file) => {
      const source = read(file);
      if (source === undefined) return [`${page.path}:${line}: there is no ${file}.`];
      if (name === undefined || runsSomething(name, source, read, file)) return [];
      return [`${page.path}:${line}: ${file} has no test "${name}".`];
    }),
  );
}

/** The page on reliability names each test that breaks things on purpose. */
export function missingFaultTests(page: Page, faultTests: readonly string[]): string[] {
  const named = new Set(testCommandsIn(page).flatMap(({ files }) => files));
  return faultTests
    .filter((file) => !named.has(file))
    .map((file) => `${page.path}: ${file} proves something that is not on the page.`);
}

/** `-t` takes a pattern for a part of the name. Placeholders in a name (`%s`) stand for anything. */
function runsSomething(name: string, source: string, read: ReadFile, file: string): boolean {
  const pattern = new RegExp(name);
  const shared = [...source.matchAll(/from "([^"]*conformance\.ts)"/g)].map(([, path = ""]) => {
    return read(new URL(path, `file:///${file}`).pathname.slice(1)) ?? "";
  });
  return [source, ...shared].flatMap(titlesIn).some((title) => fits(name, pattern, title));
}

function fits(name: string, pattern: RegExp, title: string): boolean {
  if (pattern.test(title)) return true;
  const parts = title.split(/%[a-z]/);
  if (parts.length === 1) return false;
  const filled = new RegExp(`^${parts.map(escaped).join(".+")}$`);
  return filled.test(name.replace(/\$$/, ""));
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** First arguments that are texts and followed by a function or by options, as those of `it` and `describe` are. */
function titlesIn(source: string): string[] {
  const calls = source.matchAll(/\(\s*(["`])((?:(?!\1)[^\\\n]|\\.)*)\1,\s*(?=async\b|\(|\{)/g);
  return [...calls].map(([, , title = ""]) => title);
}
