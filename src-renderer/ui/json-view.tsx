/** A body as it was sent or answered: readable and raw, always as text, whatever it contains. */
import { SegmentedControl } from "@mantine/core";
import { useMemo, useState } from "react";
import { hasInvisible, visiblePieces } from "../format/visible-text.ts";
import { useText } from "../i18n/text.tsx";
import { CopyButton } from "./copy-button.tsx";
import classes from "./json-view.module.css";
import { NoteLine } from "./states.tsx";

/** Longer texts are not made readable: it would hold up the window. */
const mostPrettyChars = 200_000;
const mostShownChars = 400_000;

/** `kept`: "8 KiB of 100 MB kept" when the text was cut off. */
export function JsonView({ text, kept }: { readonly text: string; readonly kept?: string }) {
  const t = useText();
  const [raw, setRaw] = useState(false);
  const pretty = useMemo(() => prettyJson(text), [text]);
  if (text === "") return <p className="quiet">{t("details.empty")}</p>;
  const shown = raw || pretty === undefined ? text : pretty;
  return (
    <div className={classes.view}>
      <div className={classes.tools}>
        {pretty === undefined ? (
          <span className="small quiet">{t("details.notJson")}</span>
        ) : (
          <SegmentedControl
            value={raw ? "raw" : "pretty"}
            onChange={(value) => setRaw(value === "raw")}
            data={[
              { value: "pretty", label: t("details.pretty") },
              { value: "raw", label: t("details.raw") },
            ]}
          />
        )}
        <CopyButton text={text} />
      </div>
      <pre className={`mono ${classes.text}`} tabIndex={0} dir="ltr">
        <Plain text={shown.slice(0, mostShownChars)} />
      </pre>
      {kept === undefined ? null : <NoteLine>{kept}</NoteLine>}
    </div>
  );
}

/** Line by line, so that line ends stay line ends and everything else that hides is named. */
function Plain({ text }: { readonly text: string }) {
  if (!hasInvisible(text.replaceAll("\n", ""))) return text;
  return text.split("\n").map((line, place) => (
    <span key={place}>
      {place === 0 ? "" : "\n"}
      {visiblePieces(line).map((piece, at) =>
        piece.hidden ? (
          <span key={at} className={classes.hidden}>
            {piece.text}
          </span>
        ) : (
          piece.text
        ),
      )}
    </span>
  ));
}

/** `undefined` when it is not JSON. Numbers keep their digits: they are not read and written again. */
export function prettyJson(text: string): string | undefined {
  if (text.length > mostPrettyChars || !/^\s*[[{]/.test(text)) return undefined;
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  return indented(text);
}

function indented(text: string): string {
  let depth = 0;
  let out = "";
  let afterOpening = false;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs)) {
    const closing = token === "}" || token === "]";
    if (closing) depth -= 1;
    // An empty pair stays together.
    if (afterOpening !== closing) out += newLine(depth);
    out += token === ":" ? ": " : token;
    afterOpening = token === "{" || token === "[";
    if (afterOpening) depth += 1;
    if (token === ",") out += newLine(depth);
  }
  return out;
}

const newLine = (depth: number): string => `\n${"  ".repeat(depth)}`;
