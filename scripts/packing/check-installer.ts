// Looks at the compiled Windows installer and at its script: what it brings is what was packed, and what it removes
// for a service without desktop program is all that Electron brings.
import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { filesBelow } from "./packed-files.ts";
import { project } from "./parts.ts";

/** `output`: electron-builder's folder for Windows. */
export async function checkInstaller(output: string): Promise<readonly string[]> {
  const installer = existsSync(output)
    ? readdirSync(output).find((file) => file.endsWith("-win-x64.exe"))
    : undefined;
  if (installer === undefined) return ["There is no installer: makensis has not compiled it."];
  return [...(await checkContents(join(output, installer))), ...checkRemoved(join(output, "win-unpacked"))];
}

/** 7-Zip (7z, not the smaller 7za) reads an NSIS installer; the program is an archive in it, the uninstaller a file. */
async function checkContents(installer: string): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)("7z", ["l", "-ba", "-slt", installer]).catch(() => ({
    stdout: "",
  }));
  const wanted = ["app-64.7z", "Uninstall 3CX Webhook.exe"];
  return wanted.filter((file) => !stdout.includes(file)).map((file) => `The installer lacks ${file}.`);
}

/** The lines `Delete "$INSTDIR\…"` and `RMDir` of the macro for a service alone, against what lies there. */
function checkRemoved(unpacked: string): readonly string[] {
  const script = readFileSync(join(project, "packaging/windows/installer.nsh"), "utf8");
  const macro = /!macro removeDesktopFiles\n([\s\S]*?)!macroend/.exec(script)?.[1] ?? "";
  const deleted = [...macro.matchAll(/(?:Delete|RMDir \/r) "\$INSTDIR\\([^"]+)"/g)].map(([, path = ""]) =>
    path.replaceAll("\\", "/").replace("${APP_EXECUTABLE_FILENAME}", "3CX Webhook.exe"),
  );
  const stays = /^resources\/(service\/|ffmpeg\/|LICENSE$|THIRD-PARTY-LICENCES\.txt$)/;
  return filesBelow(unpacked)
    .filter((file) => !stays.test(file) && !deleted.some((pattern) => matches(pattern, file)))
    .map((file) => `A service without the desktop program would keep ${file}.`);
}

function matches(pattern: string, file: string): boolean {
  if (pattern.startsWith("*.")) return !file.includes("/") && file.endsWith(pattern.slice(1));
  return file === pattern || file.startsWith(`${pattern}/`);
}
