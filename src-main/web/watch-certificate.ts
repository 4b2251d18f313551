/**
 * Tells when a certificate's files may have been renewed. By looking at them every few seconds instead of
 * waiting for signals: tools that renew certificates replace links that lead to links, on any file system.
 */
import { watch } from "chokidar";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { ServerSettings } from "../../src-shared/settings/settings.ts";

export interface CertificateWatch {
  /** Watches the files of these settings from now on, if there are any. */
  follow(settings: Pick<ServerSettings, "certFile" | "keyFile">): Promise<void>;
  stop(): Promise<void>;
}

export interface CertificateWatchOptions {
  readonly clock: Clock;
  readonly onChange: () => void;
  /** Milliseconds between two looks at a file. */
  readonly everyMs?: number;
}

/** The two files are written one after the other; a pair that is read in between does not fit together. */
const quietMs = 2_000;

export function createCertificateWatch({
  clock,
  onChange,
  everyMs = 5_000,
}: CertificateWatchOptions): CertificateWatch {
  let followed = "";
  let close = async (): Promise<void> => {};
  let cancel = (): void => {};

  async function stop(): Promise<void> {
    followed = "";
    cancel();
    await close();
    close = async () => {};
  }

  function changed(): void {
    cancel();
    cancel = clock.after(quietMs, onChange);
  }

  return {
    async follow({ certFile, keyFile }) {
      const files = [certFile, keyFile].filter((file) => file !== undefined);
      if (files.join("\0") === followed) return;
      await stop();
      if (files.length === 0) return;
      followed = files.join("\0");
      const watcher = watch(files, { ignoreInitial: true, usePolling: true, interval: everyMs });
      watcher.on("all", changed);
      // What cannot be watched is read again twice a day all the same.
      watcher.on("error", () => {});
      close = () => watcher.close();
    },
    stop,
  };
}
