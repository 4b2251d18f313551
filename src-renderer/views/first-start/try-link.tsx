/** Opens the link of the newest recording as a receiver's user would. */
import { useState } from "react";
import type { RpcError } from "../../../src-shared/rpc/rpc-error.ts";
import { useText } from "../../i18n/text.tsx";
import { useClient } from "../../store/monitor-context.tsx";
import { ActionLink } from "../../ui/action-link.tsx";
import { ErrorState, NoteLine } from "../../ui/states.tsx";

interface Tried {
  readonly url?: string;
  readonly error?: RpcError;
}

export function TryLink() {
  const t = useText();
  const client = useClient();
  const [tried, setTried] = useState<Tried>();
  const find = async () => {
    const page = await client.request("recordings.page", { states: ["sent", "ready"], limit: 1 });
    if (!page.ok) return setTried({ error: page.error });
    const [newest] = page.result.rows;
    if (newest === undefined) return setTried({});
    const link = await client.request("recordings.link", { id: newest.id });
    if (!link.ok) return setTried({ error: link.error });
    setTried(link.result.url === undefined ? {} : { url: link.result.url });
  };
  if (tried?.error !== undefined) return <ErrorState error={tried.error} onRetry={() => void find()} />;
  if (tried?.url !== undefined && /^https?:\/\//i.test(tried.url)) {
    return (
      <p>
        <a href={tried.url} target="_blank" rel="noreferrer">
          {t("first.recordings.tryLink.open")}
        </a>
      </p>
    );
  }
  if (tried !== undefined) return <NoteLine>{t("first.recordings.tryLink.none")}</NoteLine>;
  return (
    <div>
      <ActionLink onClick={() => void find()}>{t("first.recordings.tryLink")}</ActionLink>
    </div>
  );
}
