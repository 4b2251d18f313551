/** The service elsewhere that the window shows instead of this computer: kept connections, one of them in use. */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Channel } from "../../../src-shared/rpc/channel.ts";
import { followService, type FollowedService } from "./follow-service.ts";
import type { WatchedState } from "./watched-state.ts";
import type { Connection, KeptState } from "../kept-state.ts";
import type { Keyring } from "../secrets/keyring.ts";
import { joinChannels } from "./join-channels.ts";
import { readServiceAddress, type ServiceAddress } from "../../attach/service-address.ts";
import { createServiceClient, type ServiceClient } from "../../attach/service-client.ts";

export interface Attached {
  readonly address: string;
  readonly client: ServiceClient;
  connecting(): boolean;
  watched(): WatchedState | undefined;
  accept(channel: Channel): void;
  /** Somebody has logged in. */
  again(): void;
  stop(): void;
}

export interface AttachmentOptions {
  readonly kept: KeptState;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly version: string;
  readonly trust: (question: {
    readonly host: string;
    readonly fingerprint: string;
    readonly before: { readonly fingerprint: string; readonly confirmedAtMs: number } | undefined;
  }) => Promise<boolean>;
  readonly onChange: () => void;
  /** A person did not confirm the certificate. */
  readonly onRefused: () => void;
}

/** `undefined`: that is no address. */
export function attachTo(text: string, options: AttachmentOptions): Attached | undefined {
  const service = readServiceAddress(text);
  if (service === undefined) return undefined;
  const { address } = service;
  const { kept, keyring, clock } = options;
  let watched: WatchedState | undefined;
  let connecting = true;
  changeConnection(kept, address, (connection) => connection);

  const client = createServiceClient({
    ...{ address: service, clock },
    fingerprint: () => connectionTo(kept, address)?.fingerprint,
    trust: (fingerprint) => trust(service, fingerprint, options),
    password() {
      const sealed = connectionTo(kept, address)?.sealedPassword;
      return sealed === undefined || !keyring.available ? undefined : keyring.open(sealed);
    },
    keepPassword(password) {
      const sealedPassword =
        password === undefined || !keyring.available ? undefined : keyring.seal(password);
      changeConnection(kept, address, (connection) => ({ ...connection, sealedPassword }));
    },
  });
  const followed: FollowedService = followService({
    ...{ open: client.open, clock, version: options.version },
    onState(state, first) {
      watched = state;
      connecting = first;
      options.onChange();
    },
  });

  return {
    ...{ address, client },
    connecting: () => connecting,
    watched: () => watched,
    again: followed.again,
    stop: followed.stop,
    accept(channel) {
      void client.open().then((opened) => {
        if (typeof opened === "string") channel.close(opened);
        else joinChannels(channel, opened);
      });
    },
  };
}

async function trust(
  { address }: ServiceAddress,
  fingerprint: string,
  { kept, clock, trust: ask, onRefused }: AttachmentOptions,
): Promise<boolean> {
  const { fingerprint: old, confirmedAtMs = 0 } = connectionTo(kept, address) ?? {};
  const before = old === undefined ? undefined : { fingerprint: old, confirmedAtMs };
  const isRight = await ask({ host: address, fingerprint, before });
  if (!isRight) onRefused();
  // A password that was kept for another certificate is not given to this one unasked.
  else {
    const confirmed = { fingerprint, confirmedAtMs: clock.nowMs(), sealedPassword: undefined };
    changeConnection(kept, address, (connection) => ({ ...connection, ...confirmed }));
  }
  return isRight;
}

export function connectionTo(kept: KeptState, address: string): Connection | undefined {
  return kept.read().connections.find((connection) => connection.address === address);
}

/** A connection that is not there yet is added. */
function changeConnection(
  kept: KeptState,
  address: string,
  change: (connection: Connection) => Connection,
): void {
  kept.change((all) => {
    const known = all.connections.some((connection) => connection.address === address);
    const connections = known ? all.connections : [...all.connections, { address }];
    return {
      ...all,
      connections: connections.map((connection) =>
        connection.address === address ? change(connection) : connection,
      ),
    };
  });
}
