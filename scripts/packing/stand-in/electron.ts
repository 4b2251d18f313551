// An Electron distribution without Electron: the files that packing renames, changes or copies, as small as they can
// be. What is packed cannot run; that the program runs is shown by test/desktop.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { builderRequire } from "../builder-require.ts";
import type { Platform } from "../parts.ts";

/** Where Electron keeps its fuses: a text that tools search for, a version, a length, and one sign for each. */
const fuseWire = Buffer.concat([
  Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX"),
  Buffer.from([1, 8]),
  Buffer.from("10110001"),
]);

/** Files beside the program itself; those of Electron 45. */
export const electronFiles: Readonly<Record<Exclude<Platform, "mac">, readonly string[]>> = {
  win: [
    "LICENSE.electron.txt",
    "LICENSES.chromium.html",
    "chrome_100_percent.pak",
    "chrome_200_percent.pak",
    "d3dcompiler_47.dll",
    "dxcompiler.dll",
    "dxil.dll",
    "ffmpeg.dll",
    "icudtl.dat",
    "libEGL.dll",
    "libGLESv2.dll",
    "locales/de.pak",
    "locales/en-US.pak",
    "resources.pak",
    "snapshot_blob.bin",
    "v8_context_snapshot.bin",
    "version",
    "vk_swiftshader.dll",
    "vk_swiftshader_icd.json",
    "vulkan-1.dll",
  ],
  linux: [
    "LICENSE.electron.txt",
    "LICENSES.chromium.html",
    "chrome-sandbox",
    "chrome_100_percent.pak",
    "chrome_200_percent.pak",
    "chrome_crashpad_handler",
    "icudtl.dat",
    "libEGL.so",
    "libGLESv2.so",
    "libffmpeg.so",
    "libvk_swiftshader.so",
    "libvulkan.so.1",
    "locales/de.pak",
    "locales/en-US.pak",
    "resources.pak",
    "snapshot_blob.bin",
    "v8_context_snapshot.bin",
    "version",
    "vk_swiftshader_icd.json",
  ],
};

export async function electronStandIn(folder: string, platform: Platform): Promise<void> {
  const files: Record<string, string | Buffer> =
    platform === "mac" ? macFiles() : Object.fromEntries(electronFiles[platform].map((file) => [file, file]));
  if (platform === "win") files["electron.exe"] = windowsProgram();
  if (platform === "linux") files["electron"] = Buffer.concat([Buffer.from("\x7fELF"), fuseWire]);
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content, { mode: 0o755 });
  }
}

function macFiles(): Record<string, string | Buffer> {
  const plist = (name: string) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict><key>CFBundleExecutable</key><string>${name}</string></dict></plist>\n`;
  const app = "Electron.app/Contents";
  const framework = `${app}/Frameworks/Electron Framework.framework/Electron Framework`;
  return {
    [`${app}/Info.plist`]: plist("Electron"),
    [`${app}/MacOS/Electron`]: "Electron",
    [`${app}/Resources/en.lproj/locale.pak`]: "en",
    [framework]: Buffer.concat([Buffer.from("Electron Framework"), fuseWire]),
    ...Object.fromEntries(
      ["", " (GPU)", " (Plugin)", " (Renderer)"].flatMap((suffix) => {
        const helper = `${app}/Frameworks/Electron Helper${suffix}.app/Contents`;
        return [
          [`${helper}/Info.plist`, plist(`Electron Helper${suffix}`)],
          [`${helper}/MacOS/Electron Helper${suffix}`, "helper"],
        ];
      }),
    ),
  };
}

/** The part of resedit that is used here; electron-builder writes icon, version and asar hash with it. */
interface ResEdit {
  readonly NtExecutable: { createEmpty(is32Bit: boolean, isDll: boolean): { generate(): ArrayBuffer } };
  readonly NtExecutableResource: {
    from(
      program: object,
      ignoreSignature: boolean,
    ): { readonly entries: object[]; outputResource(to: object): void };
  };
  readonly Resource: {
    readonly VersionInfo: {
      createEmpty(): {
        setFileVersion(major: number, minor: number, micro: number, revision: number, language: number): void;
        setStringValues(
          language: { readonly lang: number; readonly codepage: number },
          values: Readonly<Record<string, string>>,
        ): void;
        lang: number;
        outputToResourceEntries(entries: object[]): void;
      };
    };
  };
}

function windowsProgram(): Buffer {
  const { NtExecutable, NtExecutableResource, Resource } = builderRequire("resedit") as ResEdit;
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program, true);
  const version = Resource.VersionInfo.createEmpty();
  const english = 1033;
  version.lang = english;
  version.setFileVersion(45, 0, 0, 0, english);
  version.setStringValues(
    { lang: english, codepage: 1200 },
    { ProductName: "Electron", FileDescription: "Electron", OriginalFilename: "electron.exe" },
  );
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  return Buffer.concat([Buffer.from(program.generate()), fuseWire]);
}
