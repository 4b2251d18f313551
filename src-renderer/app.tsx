/** The window: providers, and what is shown for each state of the connection. */
import { MantineProvider } from "@mantine/core";
import { useEffect } from "react";
import type { LoginAnswer } from "../src-shared/rpc/monitor-session.ts";
import { useAttachedHost } from "./desktop/use-attached-host.ts";
import { ConnectingPage, RefusedPage } from "./shell/pages.tsx";
import { LoginPage } from "./shell/login-page.tsx";
import { Shell } from "./shell/shell.tsx";
import type { SignOut } from "./shell/sign-out.tsx";
import type { MonitorClient } from "./store/monitor-client.ts";
import { MonitorProvider, useConnection, useMonitor } from "./store/monitor-context.tsx";
import type { MonitorConnection } from "./store/monitor-store.ts";
import { usePreferences } from "./store/preferences.ts";
import { theme } from "./theme/theme.ts";
import { useScheme } from "./theme/use-scheme.ts";

export interface AppProps {
  readonly client: MonitorClient;
  readonly connection: MonitorConnection;
  readonly login: (password: string) => Promise<LoginAnswer>;
  /** Absent in the desktop program, whose window is nobody's session. */
  readonly signOut?: SignOut;
  /** `pbx.example.com:8444`. The desktop program names the service that it is attached to by itself. */
  readonly host: string;
  /** In the desktop program some keys are ours that browsers own. */
  readonly desktop: boolean;
}

export function App({ client, connection, ...props }: AppProps) {
  const scheme = useScheme();
  const density = usePreferences((preferences) => preferences.density);
  useEffect(() => {
    document.documentElement.dataset["density"] = density;
  }, [density]);
  return (
    // No style tags: Mantine's variables are set in base.css, and the page's policy forbids inline styles.
    <MantineProvider
      theme={theme}
      forceColorScheme={scheme}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <MonitorProvider client={client} connection={connection}>
        <Place {...props} reconnect={() => client.connectNow()} />
      </MonitorProvider>
    </MantineProvider>
  );
}

type PlaceProps = Omit<AppProps, "client" | "connection"> & { readonly reconnect: () => void };

function Place({ login, signOut, desktop, reconnect, ...props }: PlaceProps) {
  const attachedTo = useAttachedHost(desktop);
  const host = attachedTo ?? props.host;
  const connection = useConnection();
  const known = useMonitor((state) => state.engine !== undefined);
  if (connection.kind === "refused") {
    const { reason } = connection;
    if (reason === "login-needed" || reason === "session-ended")
      return <LoginPage login={login} onDone={reconnect} />;
    return <RefusedPage refused={connection} host={host} onRetry={reconnect} />;
  }
  if (known) return <Shell desktop={desktop} signOut={signOut} attachedTo={attachedTo} />;
  return <ConnectingPage host={host} failed={connection.kind === "reconnecting"} onRetry={reconnect} />;
}
