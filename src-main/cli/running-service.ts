/** A service that runs on this machine, asked as a window asks it: by its monitor, with the password of its settings. */
import {
  contract,
  type MethodName,
  type MethodParams,
  type MethodResult,
} from "../../src-shared/contract/contract.ts";
import { createClientPeer } from "../../src-shared/rpc/client-peer.ts";
import type { RpcAnswer } from "../../src-shared/rpc/rpc-error.ts";
import { createServiceClient } from "../attach/service-client.ts";
import { readServiceAddress } from "../attach/service-address.ts";
import { programVersion } from "../program-version.ts";
import { readRunningNote } from "../program/running-note.ts";
import { askHealth } from "./ask-health.ts";
import type { CommandWorld } from "./types.ts";

export interface RunningService {
  ask<Name extends MethodName>(
    method: Name,
    params: MethodParams<Name>,
  ): Promise<RpcAnswer<MethodResult<Name>>>;
  close(): void;
}

/** `none`: none runs. `closed`: one does, and lets nobody in. */
export async function reachService(
  { places, clock }: CommandWorld,
  password: string | undefined,
): Promise<RunningService | "none" | "closed"> {
  const { url } = readRunningNote(places.dataPath);
  const answers = url !== undefined && (await askHealth(url)).ok;
  const address = url === undefined ? undefined : readServiceAddress(url);
  if (!answers || address === undefined) return "none";
  // Its certificate is its own, and the way to it never leaves this machine's data folder and network.
  let fingerprint = "";
  const client = createServiceClient({
    ...{ address, clock },
    fingerprint: () => fingerprint,
    trust: async (shown) => {
      fingerprint = shown;
      return true;
    },
    password: () => (password === "" ? undefined : password),
    keepPassword: () => {},
  });
  const channel = await client.open();
  if (typeof channel === "string") return "closed";
  return new Promise((resolve) => {
    const peer = createClientPeer<typeof contract>({
      ...{ contract, channel, version: programVersion },
      listener: {
        onSnapshot: () => resolve({ ask: peer.request, close: () => peer.close("closed") }),
        onEvent: () => {},
        onClosed: () => resolve("closed"),
      },
    });
  });
}
