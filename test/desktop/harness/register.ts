// Loaded before the program's main bundle: `electron` is the fake, and the process says what Electron's says.
import { registerHooks } from "node:module";

const fake = new URL("./electron/index.ts", import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "electron" ? { url: fake, shortCircuit: true } : next(specifier, context),
});
Object.defineProperty(process.versions, "electron", { value: "45.4.1", enumerable: true });
// A packed program gets its arguments right behind its own name.
if (process.env["FAKE_PACKAGED"] === "1") process.argv.splice(1, 1);
// Where the packages' own files lie beside the program.
const resources = process.env["FAKE_RESOURCES"];
if (resources !== undefined) Object.defineProperty(process, "resourcesPath", { value: resources });
// The first look for a newer version comes a minute after the start; a test waits a second for it.
if (process.env["FAKE_HURRY"] === "1") {
  const { setTimeout: real } = globalThis;
  let hurried = false;
  const hurrying = (run: () => void, delayMs?: number, ...rest: []) => {
    const first = !hurried && delayMs === 60_000;
    hurried ||= first;
    return real(run, first ? 1_000 : delayMs, ...rest);
  };
  globalThis.setTimeout = Object.defineProperties(
    hurrying,
    Object.getOwnPropertyDescriptors(real),
  ) as typeof setTimeout;
}
