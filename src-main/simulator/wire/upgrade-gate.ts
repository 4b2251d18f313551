/** Decides who may open an event socket; a refusal is an HTTP status, as a PBX gives it at the upgrade. */
import type { IncomingMessage } from "node:http";
import type { FaultSet } from "../faults/fault-set.ts";
import type { SimClient } from "../options.ts";

export type UpgradeVerdict =
  | { readonly kind: "welcome"; readonly client: SimClient; readonly token: string }
  | { readonly kind: "refused"; readonly status: number; readonly reason: string };

export interface UpgradeGatePorts {
  readonly faults: FaultSet;
  readonly isDown: () => boolean;
  readonly clientOf: (
    headers: IncomingMessage["headers"],
  ) => { readonly client: SimClient; readonly token: string } | undefined;
}

export interface UpgradeGate {
  judge(request: IncomingMessage): UpgradeVerdict;
  /** Tells that a socket has broken or was closed. */
  socketClosed(): void;
}

export function createUpgradeGate({ faults, isDown, clientOf }: UpgradeGatePorts): UpgradeGate {
  /** For the fault `upgrade-401`: the next upgrade is refused whatever its token. */
  let refuseNext = true;
  faults.watch("upgrade-401", (on) => {
    refuseNext = on;
  });

  function judge(request: IncomingMessage): UpgradeVerdict {
    const path = (request.url ?? "").split("?")[0];
    if (path !== "/callcontrol/ws") return refused(404, "Not Found");
    if (isDown()) return refused(503, "Service Unavailable");
    const asker = clientOf(request.headers);
    if (!asker) return refused(401, "Unauthorized");
    if (faults.has("no-licence")) return refused(403, "Forbidden");
    if (faults.has("upgrade-401") && refuseNext) {
      refuseNext = false;
      return refused(401, "Unauthorized");
    }
    return { kind: "welcome", ...asker };
  }

  return {
    judge,
    socketClosed: () => {
      refuseNext = true;
    },
  };
}

function refused(status: number, reason: string): UpgradeVerdict {
  return { kind: "refused", status, reason };
}
