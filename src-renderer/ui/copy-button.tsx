/** Copies a text as it is and says so in place. */
import { ActionIcon, Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { useText } from "../i18n/text.tsx";
import { IconCheck, IconCopy } from "./icons.ts";

const shownMs = 2_000;

/** `text` may be a function for what is made or fetched only then. Without `label` it is an icon. */
export function CopyButton({
  text,
  label,
  name,
}: {
  readonly text: string | (() => string | Promise<string>);
  /** Words on the button. */
  readonly label?: string;
  /** What an icon copies, for screen readers and hover. */
  readonly name?: string;
}) {
  const t = useText();
  const [outcome, setOutcome] = useState<"copied" | "failed">();
  useEffect(() => {
    if (outcome !== "copied") return;
    const timer = setTimeout(() => setOutcome(undefined), shownMs);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === "string" ? text : await text());
      setOutcome("copied");
    } catch {
      setOutcome("failed");
    }
  };
  const said = outcome === "copied" ? t("action.copied") : outcome === "failed" ? t("action.copyFailed") : "";
  const Icon = outcome === "copied" ? IconCheck : IconCopy;
  return (
    <>
      {label === undefined ? (
        <ActionIcon
          aria-label={name ?? t("action.copy")}
          title={said || (name ?? t("action.copy"))}
          onClick={() => void copy()}
        >
          <Icon size={16} stroke={1.75} />
        </ActionIcon>
      ) : (
        <Button leftSection={<Icon size={16} stroke={1.75} />} onClick={() => void copy()}>
          {label}
        </Button>
      )}
      <span role="status" className={outcome === "failed" ? "small" : "for-reader"}>
        {said}
      </span>
    </>
  );
}
