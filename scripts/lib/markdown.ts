/** A Markdown page taken apart, as far as checking what it claims needs it. */

export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

export interface CodeBlock {
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

export interface Section {
  readonly line: number;
  readonly level: number;
  /** Without backticks. */
  readonly heading: string;
  /** Everything up to the next heading of any level, code blocks left out. */
  readonly lines: readonly Line[];
}

export interface Page {
  /** From the project's root, with slashes. */
  readonly path: string;
  /** All lines, those of code blocks too. */
  readonly lines: readonly Line[];
  /** Lines outside code blocks. */
  readonly prose: readonly Line[];
  readonly blocks: readonly CodeBlock[];
  readonly sections: readonly Section[];
}

export function parsePage(path: string, text: string): Page {
  const lines = text.split(/\r?\n/).map((line, index) => ({ number: index + 1, text: line }));
  const prose: Line[] = [];
  const blocks: CodeBlock[] = [];
  let open: { line: number; language: string; body: string[] } | undefined;
  for (const line of lines) {
    const fence = /^\s*```(\S*)/.exec(line.text);
    if (fence === null && open === undefined) prose.push(line);
    else if (fence === null) open?.body.push(line.text);
    else if (open === undefined) open = { line: line.number, language: fence[1] ?? "", body: [] };
    else {
      blocks.push({ line: open.line, language: open.language, text: open.body.join("\n") });
      open = undefined;
    }
  }
  return { path, lines, prose, blocks, sections: sectionsOf(prose) };
}

function sectionsOf(prose: readonly Line[]): Section[] {
  const sections: { line: number; level: number; heading: string; lines: Line[] }[] = [];
  for (const line of prose) {
    const heading = /^(#+)\s+(.*)$/.exec(line.text);
    if (heading === null) sections.at(-1)?.lines.push(line);
    else {
      const [, marks = "", title = ""] = heading;
      sections.push({
        line: line.number,
        level: marks.length,
        heading: title.replaceAll("`", ""),
        lines: [],
      });
    }
  }
  return sections;
}

/** The part of an address behind `#` that leads to a heading, as GitHub makes it. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(/\s/g, "-");
}

/** What stands between backticks on a line. */
export function codeIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");
}

/** Targets of links; those inside code are none. */
export function linksIn(text: string): string[] {
  const plain = text.replaceAll(/`[^`]*`/g, "code");
  return [...plain.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? "");
}

/** First cells of the tables' rows in a section, without heading and rule. */
export function firstCells(section: Section): Line[] {
  return section.lines.flatMap(({ number, text }, index) => {
    const next = section.lines[index + 1]?.text ?? "";
    const isHead = /^\|[\s:|-]+\|$/.test(next);
    const cell = /^\|\s*(.*?)\s*\|/.exec(text)?.[1];
    return cell === undefined || isHead || /^[\s:-]+$/.test(cell) ? [] : [{ number, text: cell }];
  });
}

/** Lines joined to one, blanks made single, so that a line break in a sentence does not matter. */
export function flowing(lines: readonly Line[]): string {
  return lines
    .map(({ text }) => text)
    .join(" ")
    .replaceAll(/\s+/g, " ")
    .trim();
}
