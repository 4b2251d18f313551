// What the Debian package consists of: files with their places and modes, from the build in out/.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { sampleSettings } from "../../src-main/settings/sample-settings.ts";
import { debianChangelog } from "./changelog.ts";

export const project = resolve(import.meta.dirname, "../..");
const packaging = join(project, "packaging/debian");

export interface TreeOptions {
  /** An empty folder that becomes the package's root. */
  readonly root: string;
  readonly version: string;
  /** For the changelog: seconds since 1970. */
  readonly builtAtS: number;
  /** Folder with bin/node and LICENSE. */
  readonly nodeFolder: string;
  readonly licences: string;
}

/** Throws an Error with a sentence when the build is not there. */
export function layOut({ root, version, builtAtS, nodeFolder, licences }: TreeOptions): void {
  for (const part of ["out/service/headless.js", "out/renderer/index.html"])
    if (!existsSync(join(project, part))) throw new Error(`${part} is missing. Run npm run build first.`);
  const put = (path: string, text: string | Uint8Array, mode = 0o644) => {
    mkdirSync(dirname(join(root, path)), { recursive: true, mode: 0o755 });
    writeFileSync(join(root, path), text, { mode });
  };
  const from = (name: string) => readFileSync(join(packaging, name), "utf8");

  cpSync(join(project, "out/service"), join(root, "usr/lib/3cx-webhook/service"), { recursive: true });
  // Where the service looks for its page.
  const page = join(root, "usr/lib/3cx-webhook/service/renderer");
  cpSync(join(project, "out/renderer"), page, { recursive: true });
  cpSync(join(nodeFolder, "bin/node"), join(root, "usr/lib/3cx-webhook/node"));
  put("usr/lib/3cx-webhook/service/package.json", '{ "type": "module" }\n');

  put("usr/bin/3cx-webhook", from("3cx-webhook.sh"), 0o755);
  put("usr/share/3cx-webhook/settings.ini", sampleSettings());
  put("lib/systemd/system/3cx-webhook.service", from("3cx-webhook.service"));
  put("lib/systemd/system/3cx-webhook-worker.service", from("3cx-webhook-worker.service"));
  put("lib/systemd/system/3cx-webhook-simulator.service", from("3cx-webhook-simulator.service"));
  put("usr/share/man/man1/3cx-webhook.1.gz", zipped(from("3cx-webhook.1")));
  put("usr/share/lintian/overrides/3cx-webhook", from("lintian-overrides"));

  const doc = "usr/share/doc/3cx-webhook";
  put(`${doc}/copyright`, from("copyright").replace("@LICENSE@", indentedLicence()));
  put(`${doc}/THIRD-PARTY-LICENCES.txt.gz`, zipped(licences));
  put(`${doc}/NODE-LICENSE.txt.gz`, zipped(readFileSync(join(nodeFolder, "LICENSE"), "utf8")));
  put(`${doc}/examples/simulator.ini`, from("simulator.ini"));
  const changelog = readFileSync(join(project, "CHANGELOG.md"), "utf8");
  put(`${doc}/changelog.gz`, zipped(debianChangelog(changelog, version, builtAtS)));
}

/** Without a time inside: the same content gives the same file. */
function zipped(text: string): Uint8Array {
  return gzipSync(text, { level: 9 });
}

/** As a copyright file of Debian wants texts: a blank before each line, a dot for an empty one. */
function indentedLicence(): string {
  const [, text = ""] = readFileSync(join(project, "LICENSE"), "utf8").split(/^Copyright .*$/m);
  return text
    .trim()
    .split("\n")
    .map((line) => (line.trim() === "" ? " ." : ` ${line}`))
    .join("\n");
}

/** Paths below, files only, sorted. */
export function filesBelow(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .toSorted();
}
