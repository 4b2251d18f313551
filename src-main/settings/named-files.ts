/** Which files the settings name, and whether this program may read them: `--check` says before a start what would fail after it. */
import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import type { Settings } from "../../src-shared/settings/settings.ts";
import { codeOf } from "../../src-shared/thrown.ts";

interface NamedFile {
  /** `[pbx] ca_file` */
  readonly key: string;
  readonly path: string;
}

/** A sentence for each file that cannot be read by this user, in the order of the sections. */
export async function unreadableFiles(settings: Settings): Promise<readonly string[]> {
  const sentences = await Promise.all(
    namedFiles(settings).map(async ({ key, path }) => {
      const problem = await problemOf(path);
      return problem === undefined ? [] : [`${key}: the file ${path} cannot be read: ${problem}`];
    }),
  );
  return sentences.flat();
}

function namedFiles({ pbx, endpoints, server }: Settings): NamedFile[] {
  const named: (readonly [string, string | undefined])[] = [
    ["[pbx] ca_file", pbx.caFile],
    ...endpoints.flatMap(({ name, caFile, clientCertFile, clientKeyFile }) => [
      [`[endpoint.${name}] ca_file`, caFile] as const,
      [`[endpoint.${name}] client_cert_file`, clientCertFile] as const,
      [`[endpoint.${name}] client_key_file`, clientKeyFile] as const,
    ]),
    ["[server] cert_file", server.certFile],
    ["[server] key_file", server.keyFile],
  ];
  return named.flatMap(([key, path]) => (path === undefined ? [] : [{ key, path }]));
}

async function problemOf(path: string): Promise<string | undefined> {
  try {
    await access(path, constants.R_OK);
    return (await stat(path)).isDirectory() ? "it is a folder" : undefined;
  } catch (error) {
    const code = codeOf(error) || String(error);
    if (code === "ENOENT" || code === "ENOTDIR") return "it does not exist";
    return code === "EACCES" || code === "EPERM" ? "this program has no permission for it" : code;
  }
}
