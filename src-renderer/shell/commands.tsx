/** Every command by name, and search: Ctrl K. */
import { Modal } from "@mantine/core";
import { type KeyboardEvent, useId, useState } from "react";
import { type Text, useText } from "../i18n/text.tsx";
import { viewNames } from "../routing/route.ts";
import { goTo } from "../routing/use-route.ts";
import { useMonitor } from "../store/monitor-context.tsx";
import { setPreferences, usePreferences } from "../store/preferences.ts";
import { useLayer } from "../ui/layers.ts";
import classes from "./commands.module.css";
import { viewTitles } from "./rail.tsx";

interface Command {
  readonly id: string;
  /** As a person would say it; already in the window's language. */
  readonly title: string;
  run(): void;
}

export function CommandField({
  open,
  onClose,
  onHelp,
  onSignOut,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onHelp: () => void;
  readonly onSignOut: (() => void) | undefined;
}) {
  useLayer(onClose, open);
  return (
    <Modal
      opened={open}
      onClose={onClose}
      withCloseButton={false}
      centered={false}
      yOffset="10vh"
      size="36rem"
      padding={0}
      transitionProps={{ duration: 0 }}
    >
      <CommandList onClose={onClose} onHelp={onHelp} onSignOut={onSignOut} />
    </Modal>
  );
}

interface CommandListProps {
  readonly onClose: () => void;
  readonly onHelp: () => void;
  readonly onSignOut: (() => void) | undefined;
}

function CommandList({ onClose, onHelp, onSignOut }: CommandListProps) {
  const t = useText();
  const id = useId();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const singleKeys = usePreferences((preferences) => preferences.singleKeys);
  const density = usePreferences((preferences) => preferences.density);
  const endpoints = useMonitor(({ engine }) => engine?.endpoints);
  const all = shellCommands(t, { singleKeys, density, onHelp, onSignOut });
  // There can be hundreds: they come up for whoever types a part of their name.
  const named = text.trim() === "" ? [] : endpointCommands(t, endpoints ?? []);
  const found = matching([...all, ...named], text, t);
  const current = Math.min(chosen, found.length - 1);
  const run = (command: Command | undefined) => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setChosen((current + step + found.length) % Math.max(1, found.length));
    else if (event.key === "Enter" && !event.nativeEvent.isComposing) run(found[current]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        className={classes.input}
        data-autofocus
        data-escape
        data-ring-inside
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={current < 0 ? undefined : `${id}-${current}`}
        aria-label={t("command.title")}
        placeholder={t("command.placeholder")}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={id} role="listbox" aria-label={t("command.title")} className={classes.list}>
        {found.map((command, index) => (
          <li
            key={command.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === current}
            className={classes.item}
            onClick={() => run(command)}
            onPointerMove={() => setChosen(index)}
            ref={(item) => {
              if (index === current) item?.scrollIntoView({ block: "nearest" });
            }}
          >
            {command.title}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Words in any order; what is no command can still be looked for in the log. */
function matching(commands: readonly Command[], text: string, t: Text): readonly Command[] {
  const words = text.toLocaleLowerCase(t.language).split(/\s+/).filter(Boolean);
  const found = commands.filter((command) => {
    const title = command.title.toLocaleLowerCase(t.language);
    return words.every((word) => title.includes(word));
  });
  const wanted = text.trim();
  if (wanted === "") return found;
  found.splice(mostFound);
  const search = {
    id: "search",
    title: t("command.search", { text: wanted }),
    run: () => goTo("webhooks", [], { text: wanted }),
  };
  return [...found, search];
}

const mostFound = 20;

function endpointCommands(t: Text, endpoints: readonly { readonly name: string }[]): readonly Command[] {
  return endpoints.map(({ name }) => ({
    id: `endpoint-${name}`,
    title: t("command.endpoint", { ep: name }),
    run: () => goTo("webhooks", [], { endpoint: name }),
  }));
}

function shellCommands(
  t: Text,
  now: {
    readonly singleKeys: boolean;
    readonly density: "normal" | "compact";
    readonly onHelp: () => void;
    readonly onSignOut: (() => void) | undefined;
  },
): readonly Command[] {
  const preference = (id: string, title: string, change: Parameters<typeof setPreferences>[0]): Command => ({
    id,
    title,
    run: () => setPreferences(change),
  });
  return [
    ...viewNames.map((view) => ({
      id: `go-${view}`,
      title: t("command.go", { view: t(viewTitles[view]) }),
      run: () => goTo(view),
    })),
    { id: "go-start", title: t("shell.goto.start"), run: () => goTo("start") },
    preference("scheme-system", t("command.scheme.system"), { scheme: "system" }),
    preference("scheme-light", t("command.scheme.light"), { scheme: "light" }),
    preference("scheme-dark", t("command.scheme.dark"), { scheme: "dark" }),
    preference("language-en", t("command.language.en"), { language: "en" }),
    preference("language-de", t("command.language.de"), { language: "de" }),
    preference("density", t("command.density", { density: now.density }), {
      density: now.density === "compact" ? "normal" : "compact",
    }),
    preference("single-keys", t("command.shortcuts", { on: now.singleKeys ? "yes" : "no" }), {
      singleKeys: !now.singleKeys,
    }),
    { id: "help", title: t("command.help"), run: now.onHelp },
    ...(now.onSignOut === undefined
      ? []
      : [{ id: "sign-out", title: t("shell.signOut"), run: now.onSignOut }]),
  ];
}
