/** Shows the whole window, or one component in it, over a fake engine. */
import { act, render, type RenderResult } from "@testing-library/react";
import { userEvent, type UserEvent } from "@testing-library/user-event";
import type { ReactNode } from "react";
import { MantineProvider } from "@mantine/core";
import type { Snapshot } from "../../../src-shared/contract/snapshot.ts";
import type { LoginAnswer } from "../../../src-shared/rpc/monitor-session.ts";
import type { SignOut } from "../../../src-renderer/shell/sign-out.tsx";
import { App } from "../../../src-renderer/app.tsx";
import { MonitorProvider } from "../../../src-renderer/store/monitor-context.tsx";
import type { ConnectionState } from "../../../src-renderer/store/monitor-client.ts";
import { createMonitorStore } from "../../../src-renderer/store/monitor-store.ts";
import { setPreferences } from "../../../src-renderer/store/preferences.ts";
import { theme } from "../../../src-renderer/theme/theme.ts";
import { createFakeClient, type FakeAnswers, type FakeClient } from "./fake-client.ts";
import { aSnapshot } from "./fixtures.ts";

export interface ShownOptions {
  /** Default: `aSnapshot()`; `null`: none yet. */
  readonly snapshot?: Snapshot | null;
  readonly answers?: FakeAnswers;
  readonly state?: ConnectionState;
  /** Such as `#/webhooks?endpoint=crm`. */
  readonly hash?: string;
  readonly language?: "en" | "de";
  readonly login?: (password: string) => Promise<LoginAnswer>;
  readonly signOut?: SignOut;
  readonly desktop?: boolean;
}

export interface Shown extends RenderResult {
  readonly client: FakeClient;
  readonly user: UserEvent;
  /** Lets what was pushed be drawn: `await draw(() => client.push("problems", []))`. */
  draw(change: () => void): Promise<void>;
}

function prepare({
  snapshot = aSnapshot(),
  answers = {},
  state,
  hash = "#/overview",
  language = "en",
}: ShownOptions) {
  setPreferences({ language, scheme: "light", density: "normal", singleKeys: true });
  location.hash = hash;
  const client = createFakeClient({
    answers,
    ...(snapshot === null ? {} : { snapshot }),
    ...(state === undefined ? {} : { state }),
  });
  const frames: (() => void)[] = [];
  const connection = createMonitorStore(client, {
    nowMs: () => Date.now(),
    frame: (run) => void frames.push(run),
  });
  const draw = (change: () => void) =>
    act(async () => {
      change();
      for (const frame of frames.splice(0)) frame();
    });
  return { client, connection, draw, user: userEvent.setup() };
}

/** The whole window at a place. */
export function renderApp(options: ShownOptions = {}): Shown {
  const { client, connection, draw, user } = prepare(options);
  const login = options.login ?? (async () => ({ outcome: "granted", sentence: "" }) as const);
  const result = render(
    <App
      client={client}
      connection={connection}
      login={login}
      {...(options.signOut === undefined ? {} : { signOut: options.signOut })}
      host="pbx.example.com:8444"
      desktop={options.desktop ?? false}
    />,
  );
  return { ...result, client, user, draw };
}

/** One component with everything that it may ask for around it. */
export function renderInApp(component: ReactNode, options: ShownOptions = {}): Shown {
  const { client, connection, draw, user } = prepare(options);
  const result = render(
    <MantineProvider
      theme={theme}
      forceColorScheme="light"
      withCssVariables={false}
      withGlobalClasses={false}
      env="test"
    >
      <MonitorProvider client={client} connection={connection}>
        {component}
      </MonitorProvider>
    </MantineProvider>,
  );
  return { ...result, client, user, draw };
}
