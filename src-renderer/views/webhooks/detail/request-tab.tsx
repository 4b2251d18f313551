/** The request as it is sent, with secrets hidden: address, fields or body, headers. */
import { useMemo } from "react";
import type { LogRequest } from "../../../../src-shared/webhooks/log-query.ts";
import { useText } from "../../../i18n/text.tsx";
import { useClient } from "../../../store/monitor-context.tsx";
import { Bdi } from "../../../ui/bdi.tsx";
import { CopyButton } from "../../../ui/copy-button.tsx";
import { JsonView } from "../../../ui/json-view.tsx";
import { NoteLine } from "../../../ui/states.tsx";
import { fieldsOf } from "../address-fields.ts";
import classes from "./exchange.module.css";
import { HeadersView } from "./headers-view.tsx";
import { Pairs } from "./pairs.tsx";

export function RequestTab({
  id,
  request,
  contentKept,
}: {
  readonly id: number;
  readonly request: LogRequest;
  readonly contentKept: boolean;
}) {
  const t = useText();
  const client = useClient();
  const curl = async (shell: "bash" | "powershell") => {
    const answer = await client.request("log.curl", { id, shell });
    if (!answer.ok) throw new Error(answer.error.sentence);
    return answer.result.text;
  };
  if (!contentKept) return <NoteLine>{t("webhooks.request.gone")}</NoteLine>;
  return (
    <>
      <div className={classes.tools}>
        <CopyButton label={t("webhooks.curl.bash")} text={() => curl("bash")} />
        <CopyButton label={t("webhooks.curl.powershell")} text={() => curl("powershell")} />
      </div>
      <RequestShown request={request} />
    </>
  );
}

export function RequestShown({ request }: { readonly request: LogRequest }) {
  const t = useText();
  const fields = useMemo(() => fieldsOf(request), [request]);
  return (
    <div className={classes.exchange}>
      <div className={classes.address}>
        <code className="mono">
          <strong>{request.method}</strong> <Bdi>{request.url}</Bdi>
        </code>
        <CopyButton text={request.url} name={t("webhooks.copyAddress")} />
      </div>
      {fields.length === 0 ? null : (
        <section>
          <h3 className={classes.title}>{t("webhooks.request.fields")}</h3>
          <Pairs pairs={fields} />
        </section>
      )}
      {request.body === undefined ? null : <JsonView text={request.body} />}
      <HeadersView headers={Object.entries(request.headers)} />
    </div>
  );
}
