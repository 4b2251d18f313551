/** What can be done with recordings, each with what the user then sees in place. */
import { useCallback, useState } from "react";
import type { MethodParams } from "../../../src-shared/contract/contract.ts";
import type { RpcAnswer, RpcError } from "../../../src-shared/rpc/rpc-error.ts";
import { useText } from "../../i18n/text.tsx";
import { useClient } from "../../store/monitor-context.tsx";

export interface RecordingActions {
  /** What the last one came to; empty before any. */
  readonly said: string;
  readonly error?: RpcError;
  /** Each resolves with whether it was done. */
  reprocess(which: MethodParams<"recordings.reprocess">): Promise<boolean>;
  sendWithoutId(id: number): Promise<boolean>;
  rescan(): Promise<boolean>;
  /** Links of before work for so many more days, 0: not at all. */
  rotateLinkKey(previousDays: number): Promise<boolean>;
  /** Before another question is asked. */
  forget(): void;
}

export function useRecordingActions(): RecordingActions {
  const t = useText();
  const client = useClient();
  const [outcome, setOutcome] = useState<{ readonly said: string; readonly error?: RpcError }>({ said: "" });

  const forget = useCallback(() => setOutcome({ said: "" }), []);
  const done = async <Result>(
    request: Promise<RpcAnswer<Result>>,
    words: (result: Result) => string,
  ): Promise<boolean> => {
    forget();
    const answer = await request;
    setOutcome(answer.ok ? { said: words(answer.result) } : { said: "", error: answer.error });
    return answer.ok;
  };
  return {
    ...outcome,
    forget,
    reprocess: (which) =>
      done(client.request("recordings.reprocess", which), ({ count }) =>
        t("recordings.reprocess.done", { n: count }),
      ),
    sendWithoutId: (id) =>
      done(client.request("recordings.sendWithoutId", { id }), () => t("recordings.sendWithoutId.done")),
    rescan: () => done(client.request("recordings.rescan", {}), () => t("recordings.rescan.done")),
    rotateLinkKey: (previousDays) =>
      done(client.request("recordings.rotateLinkKey", { previousDays }), () =>
        t("recordings.linkKey.done", { n: previousDays }),
      ),
  };
}
