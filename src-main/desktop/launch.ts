/** `npm start`: builds the desktop program and starts it in Electron, or says what is missing for that. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { cannotStart } from "./can-start.ts";

const root = resolve(import.meta.dirname, "../..");
const electron = process.env["ELECTRON_OVERRIDE_DIST_PATH"] ?? join(root, "node_modules/electron/dist");
const reason = cannotStart({
  platform: process.platform,
  env: process.env,
  hasElectron: existsSync(electron),
});

if (reason === undefined) {
  const electronVite = join(root, "node_modules/electron-vite/bin/electron-vite.js");
  const args = [electronVite, "preview", "--", ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { cwd: root, stdio: "inherit" });
  child.on("exit", (code) => (process.exitCode = code ?? 1));
} else {
  process.stderr.write(`${reason}\n`);
  process.exitCode = 1;
}
