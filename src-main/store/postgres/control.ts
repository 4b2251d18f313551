/** What an engine's window wants of workers, as a message to all of them. */

/** The channel of pauses and probes. Pauses are in their table; the message says that it has changed. */
export const CONTROL_CHANNEL = "webhook_control";

/** `probe`: what waits for a retry at this endpoint of the engine is to be tried now. */
export interface Control {
  readonly probe?: { readonly engine: string; readonly endpoint: string };
}

export function controlMessage(control: Control): string {
  return JSON.stringify(control);
}

/** `undefined` for what is no such message: other programs may use the channel's name. */
export function readControl(payload: string): Control | undefined {
  try {
    const read: unknown = JSON.parse(payload);
    if (typeof read !== "object" || read === null) return undefined;
    const probe = "probe" in read ? read.probe : undefined;
    if (typeof probe !== "object" || probe === null) return {};
    if (!("engine" in probe) || !("endpoint" in probe)) return {};
    return { probe: { engine: String(probe.engine), endpoint: String(probe.endpoint) } };
  } catch {
    return undefined;
  }
}
