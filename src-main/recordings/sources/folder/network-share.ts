/** Network shares tell this machine nothing of what others write there, so they are polled. */
import { statfs } from "node:fs/promises";

/** File system types as Linux' statfs(2) numbers them: NFS, SMB1, CIFS, SMB2, 9P, FUSE (sshfs), AFS, Ceph, Coda. */
const networkTypes = new Set([
  ...[0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x65735546, 0x5346414f, 0x00c36400, 0x73757245],
]);

export function isNetworkType(type: number): boolean {
  return networkTypes.has(type >>> 0);
}

/** `\\server\share\…`, also written with slashes. */
export function isUncPath(path: string): boolean {
  return /^(?:\\\\|\/\/)[^\\/?.]/.test(path) || /^\\\\\?\\UNC\\/i.test(path);
}

/** False when it cannot be found out: then watching is tried. */
export async function isNetworkShare(path: string): Promise<boolean> {
  if (isUncPath(path)) return true;
  try {
    return isNetworkType((await statfs(path)).type);
  } catch {
    return false;
  }
}
