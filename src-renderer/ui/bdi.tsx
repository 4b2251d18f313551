/** Text from outside (callers, receivers, file names): never markup, never able to turn its surroundings around. */
import { Fragment } from "react";
import { hasInvisible, visiblePieces, visibleText } from "../format/visible-text.ts";
import { useText } from "../i18n/text.tsx";
import classes from "./bdi.module.css";

/** `cut`: one line with an ellipsis at the end and the full text on hover. */
export function Bdi({ children, cut = false }: { readonly children: string; readonly cut?: boolean }) {
  const content = hasInvisible(children)
    ? visiblePieces(children).map((piece, place) => (
        <Fragment key={place}>
          {piece.hidden ? <span className={classes.hidden}>{piece.text}</span> : piece.text}
        </Fragment>
      ))
    : children;
  return cut ? (
    <bdi className={classes.cut} title={visibleText(children)}>
      {content}
    </bdi>
  ) : (
    <bdi>{content}</bdi>
  );
}

/** A phone number exactly as the PBX gave it; without one: "anonymous". */
export function PhoneNumber({ number }: { readonly number: string }) {
  const t = useText();
  if (number === "") return <i>{t("value.anonymous")}</i>;
  return (
    <bdi dir="ltr" className="numbers" title={visibleText(number)}>
      {visibleText(number)}
    </bdi>
  );
}

/** An id or file name: cut in the middle, because its end tells it from its neighbours. */
export function MiddleCut({ children, tail = 12 }: { readonly children: string; readonly tail?: number }) {
  const text = visibleText(children);
  if (text.length <= tail * 2) return <bdi className="mono">{text}</bdi>;
  return (
    <bdi className={`mono ${classes.middle}`} title={text}>
      <span className={classes.head}>{text.slice(0, -tail)}</span>
      <span>{text.slice(-tail)}</span>
    </bdi>
  );
}
