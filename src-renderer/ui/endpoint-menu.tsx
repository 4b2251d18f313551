/** What can be done with an endpoint, wherever one is shown. */
import { ActionIcon, Menu } from "@mantine/core";
import type { EndpointView } from "../../src-shared/contract/snapshot.ts";
import { useText } from "../i18n/text.tsx";
import { goTo } from "../routing/use-route.ts";
import { IconDots } from "./icons.ts";

export interface EndpointMenuProps {
  readonly endpoint: Pick<EndpointView, "name" | "state" | "breaker" | "waiting">;
  readonly onAct: (did: "pause" | "resume" | "probe", endpoint: string) => void;
  readonly onTest: (endpoint: string) => void;
  /** Absent where nothing can be sent again. */
  readonly onResend?: (endpoint: string) => void;
}

export function EndpointMenu({ endpoint, onAct, onTest, onResend }: EndpointMenuProps) {
  const t = useText();
  const { name, state, breaker, waiting } = endpoint;
  const label = t("webhooks.endpointMenu", { ep: name });
  const isPaused = state === "paused";
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon aria-label={label} title={label}>
          <IconDots size={16} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isPaused ? (
          <Menu.Item onClick={() => onAct("resume", name)}>
            {t("webhooks.resumeEndpoint", { n: waiting })}
          </Menu.Item>
        ) : (
          <Menu.Item onClick={() => onAct("pause", name)}>{t("webhooks.pauseEndpoint")}</Menu.Item>
        )}
        {breaker === "open" && !isPaused ? (
          <Menu.Item onClick={() => onAct("probe", name)}>{t("webhooks.probe")}</Menu.Item>
        ) : null}
        <Menu.Item onClick={() => onTest(name)}>{t("webhooks.test")}</Menu.Item>
        <Menu.Divider />
        {onResend === undefined ? null : (
          <Menu.Item onClick={() => onResend(name)}>{t("webhooks.resendEllipsis")}</Menu.Item>
        )}
        <Menu.Item onClick={() => goTo("settings", [`endpoint.${name}`, "url"])}>
          {t("webhooks.editEndpoint")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
