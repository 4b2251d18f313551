/** What a person sets going in this view, with the dialogs that ask first. */
import { type ReactNode, useMemo, useState } from "react";
import type { LogFilter, LogRow } from "../../../src-shared/webhooks/log-query.ts";
import type { WebhookActions } from "./actions.ts";
import { AgainDialog } from "./again-dialog.tsx";
import { ResendDialog } from "./resend-dialog.tsx";
import { useResends } from "./resends.ts";
import { TestDialog } from "./test-dialog.tsx";
import { type EndpointNote, useEndpointActions } from "./use-endpoint-actions.ts";

type Layer =
  | { readonly kind: "again"; readonly row: Pick<LogRow, "id" | "endpoint" | "lastAttemptAtMs"> }
  | { readonly kind: "many"; readonly filter: LogFilter }
  | { readonly kind: "test"; readonly endpoint?: string };

export interface UsedWebhookActions {
  readonly actions: WebhookActions;
  /** The dialog that is open, if any. */
  readonly layer: ReactNode;
  /** About the last thing that was done with an endpoint. */
  readonly note: EndpointNote | undefined;
  dismissNote(): void;
}

/** `onCopied`: the id is in the clipboard, or could not get there. */
export function useWebhookActions(onCopied: (id: string, worked: boolean) => void): UsedWebhookActions {
  const resends = useResends();
  const { actions: endpointActions, note, dismiss } = useEndpointActions();
  const [layer, setLayer] = useState<Layer>();
  const close = () => setLayer(undefined);
  const actions = useMemo(
    (): WebhookActions => ({
      ...endpointActions,
      resendOne(row) {
        if (row.state === "delivered") setLayer({ kind: "again", row });
        else void resends.one(row.id, false);
      },
      resendMany: (filter) => setLayer({ kind: "many", filter }),
      test: (endpoint) => setLayer({ kind: "test", ...(endpoint === undefined ? {} : { endpoint }) }),
      copyId({ linkId }) {
        void navigator.clipboard.writeText(linkId).then(
          () => onCopied(linkId, true),
          () => onCopied(linkId, false),
        );
      },
    }),
    [endpointActions, resends, onCopied],
  );
  return { actions, layer: shown(), note, dismissNote: dismiss };

  function shown(): ReactNode {
    if (layer === undefined) return null;
    switch (layer.kind) {
      case "again":
        return (
          <AgainDialog row={layer.row} onSend={() => void resends.one(layer.row.id, true)} onClose={close} />
        );
      case "many":
        return <ResendDialog filter={layer.filter} resends={resends} onClose={close} />;
      case "test":
        return (
          <TestDialog
            {...(layer.endpoint === undefined ? {} : { endpoint: layer.endpoint })}
            onClose={close}
          />
        );
      default: {
        const _never: never = layer;
        return _never;
      }
    }
  }
}
