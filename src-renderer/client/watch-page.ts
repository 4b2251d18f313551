/** Tells the client what the page knows: whether anybody sees it, and that the machine is back on the network. */
import type { RpcContract } from "../../src-shared/rpc/contract-shape.ts";
import type { Client } from "./client-types.ts";

/** As much of `document` and `window` as is needed. */
export interface PageLike {
  readonly document: {
    readonly hidden: boolean;
    addEventListener(type: "visibilitychange", listener: () => void): void;
    removeEventListener(type: "visibilitychange", listener: () => void): void;
  };
  addEventListener(type: "online", listener: () => void): void;
  removeEventListener(type: "online", listener: () => void): void;
}

/** Returns how to stop watching. */
export function watchPage<C extends RpcContract>(
  page: PageLike,
  client: Pick<Client<C>, "setHidden" | "connectNow" | "state">,
): () => void {
  const look = () => client.setHidden(page.document.hidden);
  // Who was refused waits for a person, on the network or not.
  const online = () => (client.state().kind === "reconnecting" ? client.connectNow() : undefined);
  page.document.addEventListener("visibilitychange", look);
  page.addEventListener("online", online);
  look();
  return () => {
    page.document.removeEventListener("visibilitychange", look);
    page.removeEventListener("online", online);
  };
}
