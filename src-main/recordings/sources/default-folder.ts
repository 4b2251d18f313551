/** Where 3CX V16 to V20 keep recordings unless somebody moved them. Source: published backup and watch scripts. */

export interface FolderSurroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The folder that has one subfolder for each extension. */
export function defaultRecordingsFolder({ platform, env }: FolderSurroundings): string {
  if (platform !== "win32") return "/var/lib/3cxpbx/Instance1/Data/Recordings";
  return `${env["ProgramData"] ?? "C:\\ProgramData"}\\3CX\\Instance1\\Data\\Recordings`;
}
