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

/** The commands of a view, at the end of its head; where there is no room they wrap together. */
export function HeadActions({ children }: { readonly children: ReactNode }) {
  return <div className={classes.actions}>{children}</div>;
}
