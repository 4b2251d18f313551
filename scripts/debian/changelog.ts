// CHANGELOG.md in the words of Debian's tools (deb-changelog(5)): the newest version's entries. Pure.

const maintainer = "The maintainers of 3CX Webhook <maintainers@3cx-webhook.invalid>";
const widest = 76;

/** `builtAtS`: seconds since 1970. */
export function debianChangelog(markdown: string, version: string, builtAtS: number): string {
  const [, newest = ""] = markdown.split(/^## /m);
  const entries = newest.split("\n").filter((line) => line.startsWith("- "));
  const date = new Date(builtAtS * 1000).toUTCString().replace("GMT", "+0000");
  return [
    `3cx-webhook (${version}) unstable; urgency=medium`,
    "",
    ...entries.flatMap((entry) => wrapped(entry.slice(2).replaceAll("`", ""))),
    "",
    ` -- ${maintainer}  ${date}`,
    "",
  ].join("\n");
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = "  *";
  for (const word of text.split(/\s+/)) {
    if (line.length + 1 + word.length > widest) {
      lines.push(line);
      line = "   ";
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
