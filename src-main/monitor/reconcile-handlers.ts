/** What windows ask of reconciliation: the latest result, a comparison, sending what nobody saw. */
import type { contract } from "../../src-shared/contract/contract.ts";
import { say } from "../../src-shared/messages/say.ts";
import type { Handlers } from "../../src-shared/rpc/handlers.ts";
import { refuse } from "../../src-shared/rpc/rpc-error.ts";
import type { Begun, Reconcile } from "../reconcile/create-reconcile.ts";

export function reconcileHandlers(
  reconcile: Pick<Reconcile, "state" | "run" | "send"> | undefined,
): Pick<Handlers<typeof contract>, `reconcile.${"latest" | "run" | "send"}`> {
  const begun = (answer: Begun) => (answer.ok ? {} : refuse("failed", answer.sentence));
  const none: Begun = { ok: false, sentence: say("reconcile.none") };
  return {
    "reconcile.latest": () => ({ ...reconcile?.state() }),
    "reconcile.run": ({ day }) => begun(reconcile?.run(day) ?? none),
    "reconcile.send": ({ day, calls }) => begun(reconcile?.send(day, calls) ?? none),
  };
}
