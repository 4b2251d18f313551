/** What links to recordings begin with when the settings do not say: this program's own address. */

export interface PublicUrl {
  /** Without a slash at its end. */
  readonly url: string;
  /** Why receivers will hardly reach it, and what to do. */
  readonly warning?: string;
}

/** Where the server answers for recordings. */
export const recordingPath = "/webapi/recording";

/** Begins the links. `serverUrl`: the address in use, with its port; `hostname`: of this machine. */
export function publicUrlOf(setting: string | undefined, serverUrl: string, hostname: string): PublicUrl {
  if (setting !== undefined) return { url: setting };
  const server = new URL(serverUrl);
  if (server.hostname === "0.0.0.0" || server.hostname === "[::]") {
    server.hostname = hostname;
    const url = `${server.origin}${recordingPath}`;
    return {
      url,
      warning: `Links to recordings begin with ${url}, the name of this machine. If receivers know it by another name, set public_url in [recordings].`,
    };
  }
  const url = `${server.origin}${recordingPath}`;
  if (!isThisMachineOnly(server.hostname)) return { url };
  return {
    url,
    warning: `Links to recordings begin with ${url}, which opens on this machine only. Set host in [server] to an address that receivers reach, or public_url in [recordings].`,
  };
}

function isThisMachineOnly(host: string): boolean {
  return host === "localhost" || host === "[::1]" || host.startsWith("127.");
}
