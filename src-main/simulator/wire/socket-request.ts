/** Requests that a client may send through the event socket instead of REST (rarely used). */

export interface SocketRequest {
  readonly requestId: string;
  readonly method: "GET" | "POST";
  readonly path: string;
}

/** A path with this many parts or more ends in the name of a command. */
const commandParts = 5;

/** Reads `{RequestID, Path, RequestData}` in any case of letters; `undefined` when it is none. */
export function readSocketRequest(text: string): SocketRequest | undefined {
  const fields = lowerCaseFields(text);
  const path = fields?.get("path");
  if (typeof path !== "string" || !path.startsWith("/callcontrol")) return undefined;
  const parts = path.split("/").filter(Boolean);
  const isCommand = parts.length >= commandParts || parts.at(-1) === "makecall";
  return { requestId: String(fields?.get("requestid") ?? ""), method: isCommand ? "POST" : "GET", path };
}

function lowerCaseFields(text: string): Map<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return undefined;
    return new Map(Object.entries(value).map(([name, field]) => [name.toLowerCase(), field]));
  } catch {
    return undefined;
  }
}
