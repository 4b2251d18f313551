/** Pausing and going on hold at once, with the way back beside it. */
import { Button } from "@mantine/core";
import { useState } from "react";
import type { RpcError } from "../../../src-shared/rpc/rpc-error.ts";
import { useText } from "../../i18n/text.tsx";
import { useClient } from "../../store/monitor-context.tsx";
import { ActionLink } from "../../ui/action-link.tsx";
import { IconPlayerPause, IconPlayerPlay } from "../../ui/icons.ts";
import { useLiveEndpoint } from "./endpoint-state.tsx";
import classes from "./form.module.css";

type Deed = "pause" | "resume";

export function PauseButton({ name }: { readonly name: string }) {
  const t = useText();
  const client = useClient();
  const live = useLiveEndpoint(name);
  const [done, setDone] = useState<Deed>();
  const [error, setError] = useState<RpcError>();
  if (live === undefined) return null;
  const run = async (deed: Deed, undoing: boolean) => {
    const answer = await client.request(`endpoint.${deed}`, { endpoint: name });
    setError(answer.ok ? undefined : answer.error);
    setDone(answer.ok && !undoing ? deed : undefined);
  };
  const paused = live.state === "paused";
  const Icon = paused ? IconPlayerPlay : IconPlayerPause;
  return (
    <>
      <Button
        leftSection={<Icon size={16} stroke={1.75} />}
        onClick={() => void run(paused ? "resume" : "pause", false)}
      >
        {t(paused ? "settings.endpoint.resume" : "settings.endpoint.pause")}
      </Button>
      <span role="status" className={`small ${classes.status}`}>
        {done === undefined ? null : (
          <>
            {t(done === "pause" ? "settings.endpoint.paused" : "settings.endpoint.resumed", { name })}{" "}
            <ActionLink onClick={() => void run(done === "pause" ? "resume" : "pause", true)}>
              {t("action.undo")}
            </ActionLink>
          </>
        )}
        {error === undefined ? null : t.rich(`error.${error.code}`, { sentence: t.said(error.sentence) })}
      </span>
    </>
  );
}
