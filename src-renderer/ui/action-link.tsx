/** The next step inside a sentence: looks like a small button, reads as part of the text. */
import type { ReactNode } from "react";
import classes from "./action-link.module.css";

export function ActionLink({
  onClick,
  children,
}: {
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <button type="button" className={classes.link} onClick={onClick}>
      {children}
    </button>
  );
}
