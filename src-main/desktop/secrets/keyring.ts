/** The system's key store, as far as it really protects: what is sealed opens for this user on this computer only. */
import { safeStorage } from "electron";

export interface Keyring {
  readonly available: boolean;
  /** Text that may lie in a file. Only when available. */
  seal(text: string): string;
  /** `undefined`: sealed by somebody else, or damaged. */
  open(sealed: string): string | undefined;
}

/** After Electron is ready. */
export function createKeyring(platform: NodeJS.Platform = process.platform): Keyring {
  return {
    available: isProtecting(platform),
    seal: (text) => safeStorage.encryptString(text).toString("base64"),
    open(sealed) {
      try {
        return safeStorage.decryptString(Buffer.from(sealed, "base64"));
      } catch {
        return undefined;
      }
    },
  };
}

/** Without a key store Electron on Linux encrypts with a password that stands in its source: that is no protection. */
function isProtecting(platform: NodeJS.Platform): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return platform !== "linux" || safeStorage.getSelectedStorageBackend() !== "basic_text";
}
