/** The commands of 3cx-webhook as a page may show them: which there are, and which options each takes. */
import type { CodeBlock, Line, Page } from "./markdown.ts";
import { codeIn } from "./markdown.ts";

/** Long options by command. */
export type OwnCommands = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Reads them from the source that declares them, `src-main/cli/run-command.ts`. `further`: options of commands
 * that read their own command line. Every command takes `common`.
 */
export function ownCommandsIn(
  source: string,
  further: Readonly<Record<string, ReadonlySet<string>>>,
  common: ReadonlySet<string>,
): OwnCommands {
  const starts = [...source.matchAll(/(?:\badd\(|\.command\()\s*"([a-z-]+)"/g)];
  const commands = starts.map((start, index): [string, ReadonlySet<string>] => {
    const [, name = ""] = start;
    const text = source.slice(start.index, starts[index + 1]?.index);
    return [name, new Set([...common, ...optionsIn(text), ...(further[name] ?? [])])];
  });
  return new Map([...commands, ["help", common]]);
}

export function optionsIn(text: string): string[] {
  return [...text.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([option]) => option);
}

/** Each use of `3cx-webhook COMMAND` in code that is mistaken; capitals stand for something. */
export function ownCommandComplaints(page: Page, commands: OwnCommands): string[] {
  return usesIn(page).flatMap(({ number, text }) => {
    const [, words = ""] = /^\s*(?:sudo\s+)?3cx-webhook\s+(.*)$/.exec(text) ?? [];
    const [first = ""] = words.split(/\s+/);
    if (!/^[a-z][a-z-]*$/.test(first)) return [];
    const known = commands.get(first);
    if (known === undefined) return [`${page.path}:${number}: there is no command "3cx-webhook ${first}".`];
    return optionsIn(words)
      .filter((option) => !known.has(option))
      .map((option) => `${page.path}:${number}: "3cx-webhook ${first}" has no option ${option}.`);
  });
}

function usesIn({ prose, blocks }: Page): Line[] {
  const inline = prose.flatMap(({ number, text }) => codeIn(text).map((code) => ({ number, text: code })));
  return [...inline, ...blocks.filter(isTerminal).flatMap(linesOf)];
}

const isTerminal = ({ language }: CodeBlock): boolean => language === "sh" || language === "text";

function linesOf({ line, text }: CodeBlock): Line[] {
  return text.split("\n").map((each, index) => ({ number: line + 1 + index, text: each }));
}
