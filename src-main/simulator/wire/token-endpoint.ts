/** `POST /connect/token`: the client-credentials grant, as form or as multipart (both are in use). */
import { distortedStyle, invalidClient, tokenRefusal } from "../faults/token-faults.ts";
import type { FaultName } from "../faults/fault-name.ts";
import type { SimClient, TokenStyle } from "../options.ts";
import type { Tokens } from "../tokens.ts";
import { jsonReply, reply, type Answer, type HttpRequest } from "./answer.ts";

export interface TokenEndpointPorts {
  readonly tokens: Tokens;
  readonly clients: readonly SimClient[];
  readonly style: TokenStyle;
  readonly has: (fault: FaultName) => boolean;
}

export function createTokenEndpoint({ tokens, clients, style, has }: TokenEndpointPorts) {
  return async (request: HttpRequest): Promise<Answer> => {
    const refusal = tokenRefusal(has);
    if (refusal) return refusal;
    if (request.method !== "POST") return reply(405, "", { allow: "POST" });
    const form = await readForm(request);
    if (!form) return oauthError("invalid_request", "The body is neither a form nor multipart form data");
    if (form.get("grant_type") !== "client_credentials") {
      return oauthError("unsupported_grant_type", "Only client_credentials is supported here");
    }
    const client = clients.find((entry) => entry.clientId === form.get("client_id"));
    if (!client || client.secret !== form.get("client_secret")) return invalidClient();
    return tokenReply(tokens.issue(client, distortedStyle(style, has)).token, distortedStyle(style, has));
  };
}

function tokenReply(token: string, style: TokenStyle): Answer {
  const lifetime =
    style.expiresIn === "minutes" ? Math.max(1, Math.round(style.lifetimeS / 60)) : style.lifetimeS;
  return jsonReply(
    200,
    { token_type: "Bearer", expires_in: lifetime, access_token: token },
    { "cache-control": "no-store" },
  );
}

function oauthError(error: string, description: string): Answer {
  return jsonReply(400, { error, error_description: description });
}

async function readForm(request: HttpRequest): Promise<Map<string, string> | undefined> {
  const contentType = request.headers["content-type"] ?? "";
  try {
    const form = await new Response(new Uint8Array(request.body), {
      headers: { "content-type": contentType },
    }).formData();
    return new Map([...form].map(([name, value]) => [name, String(value)]));
  } catch {
    return undefined;
  }
}
