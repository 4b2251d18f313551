/** What a person does with an endpoint, and the note about it that offers the way back. */
import { useMemo, useState } from "react";
import type { RpcError } from "../../../src-shared/rpc/rpc-error.ts";
import { useClient } from "../../store/monitor-context.tsx";

export interface EndpointNote {
  readonly did: "pause" | "resume" | "probe";
  readonly endpoint: string;
  /** It did not work. */
  readonly error?: RpcError;
}

export interface EndpointActions {
  pause(endpoint: string): void;
  resume(endpoint: string): void;
  /** Lets one event out at once to see whether the receiver is back. */
  probe(endpoint: string): void;
}

export function useEndpointActions(): {
  readonly actions: EndpointActions;
  readonly note: EndpointNote | undefined;
  dismiss(): void;
} {
  const client = useClient();
  const [note, setNote] = useState<EndpointNote>();
  const actions = useMemo((): EndpointActions => {
    const act = async (did: EndpointNote["did"], endpoint: string) => {
      const answer = await client.request(`endpoint.${did}`, { endpoint });
      setNote({ did, endpoint, ...(answer.ok ? {} : { error: answer.error }) });
    };
    return {
      pause: (endpoint) => void act("pause", endpoint),
      resume: (endpoint) => void act("resume", endpoint),
      probe: (endpoint) => void act("probe", endpoint),
    };
  }, [client]);
  return { actions, note, dismiss: () => setNote(undefined) };
}
