/** The legs of a call: lists do not have them, so they are asked for when a call is looked at, and again when it changes. */
import type { LegView } from "../../../src-shared/contract/call-view.ts";
import type { RpcError } from "../../../src-shared/rpc/rpc-error.ts";
import { useEngineEvent } from "../../store/monitor-context.tsx";
import { useRequest } from "../../store/use-request.ts";

export interface CallLegs {
  /** Absent before the first answer, and of calls from before legs were kept. */
  readonly legs?: readonly LegView[];
  readonly leftOut: number;
  readonly error?: RpcError;
  retry(): void;
}

export function useCallLegs(chainId: string): CallLegs {
  const { result, error, reload } = useRequest("calls.get", { chainId });
  useEngineEvent("calls", ({ data }) => {
    if ([...data.changed, ...data.ended].some((call) => call.chainId === chainId)) reload();
  });
  const legs = result?.call?.legs;
  return {
    ...(legs === undefined ? {} : { legs }),
    leftOut: result?.call?.legsLeftOut ?? 0,
    ...(error === undefined ? {} : { error }),
    retry: reload,
  };
}
