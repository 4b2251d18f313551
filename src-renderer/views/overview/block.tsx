/** One part of the overview: a heading, what belongs beside it, and content. */
import { type ReactNode, useId } from "react";
import classes from "./block.module.css";

export function Block({
  title,
  aside,
  area,
  children,
}: {
  readonly title: string;
  /** Facts in the line of the heading. */
  readonly aside?: ReactNode;
  /** Its place in the overview's grid. */
  readonly area?: "pbx" | "figures" | "endpoints" | "reconcile" | "disk" | "problems";
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={classes.block} data-area={area} aria-labelledby={id}>
      <header className={classes.head}>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        {aside === undefined ? null : <div className={classes.aside}>{aside}</div>}
      </header>
      {children}
    </section>
  );
}
