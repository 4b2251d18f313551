/** The first line of a view: its name, filters, counts and commands, in one row that wraps. */
import type { ReactNode } from "react";
import classes from "./view-head.module.css";

export function ViewHead({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <header className={classes.head}>
      <h1 className={classes.title}>{title}</h1>
      {children}
    </header>
  );
}

/** Pushes what follows to the end of a ViewHead. */
export function Space() {
  return <span className={classes.space} />;
}
