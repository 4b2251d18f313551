/** Pausing, resuming and probing an endpoint from the overview, and what is said about it afterwards. */
import { useMemo, useState } from "react";
import type { RpcError } from "../../../src-shared/rpc/rpc-error.ts";
import { useClient } from "../../store/monitor-context.tsx";

export type EndpointAct = "pause" | "resume" | "probe";

export interface ActNote {
  readonly did: EndpointAct;
  readonly endpoint: string;
  /** Absent when it worked. */
  readonly error?: RpcError;
}

export interface EndpointActs {
  run(did: EndpointAct, endpoint: string): void;
  /** About the newest act. */
  readonly note?: ActNote;
  dismiss(): void;
}

export function useEndpointActs(): EndpointActs {
  const client = useClient();
  const [note, setNote] = useState<ActNote>();
  return useMemo(
    () => ({
      run: (did, endpoint) =>
        void client.request(`endpoint.${did}`, { endpoint }).then((answer) => {
          setNote({ did, endpoint, ...(answer.ok ? {} : { error: answer.error }) });
        }),
      dismiss: () => setNote(undefined),
      ...(note === undefined ? {} : { note }),
    }),
    [client, note],
  );
}
