/**
 * A detail beside its list. Not modal: the list stays usable. In narrow windows it takes the whole view and
 * has a way back.
 */
import { ActionIcon } from "@mantine/core";
import { useEffect, useRef, type ReactNode } from "react";
import { useText } from "../i18n/text.tsx";
import { IconArrowLeft, IconX } from "./icons.ts";
import { useLayer } from "./layers.ts";
import classes from "./drawer.module.css";

export interface DrawerProps {
  /** Names the region for screen readers. */
  readonly label: string;
  readonly title: ReactNode;
  /** Buttons beside the title. */
  readonly tools?: ReactNode;
  onClose(): void;
  readonly children: ReactNode;
  /** Width in rem while there is room for the list beside it. */
  readonly widthRem?: number;
  /** Takes the focus when it opens; leave it out where a click in a list opens it. */
  readonly takeFocus?: boolean;
}

/** Stands in a `<Split>` after its list. Escape closes it and gives the focus back. */
export function Drawer({
  label,
  title,
  tools,
  onClose,
  children,
  widthRem = 27.5,
  takeFocus = false,
}: DrawerProps) {
  const t = useText();
  const place = useRef<HTMLElement>(null);
  useLayer(onClose);
  useEffect(() => {
    const before = document.activeElement;
    const drawer = place.current;
    if (takeFocus) drawer?.focus();
    return () => {
      const inside = drawer?.contains(document.activeElement) === true;
      if ((inside || document.activeElement === document.body) && before instanceof HTMLElement)
        before.focus();
    };
  }, [takeFocus]);
  return (
    <aside
      ref={place}
      className={classes.drawer}
      aria-label={label}
      tabIndex={-1}
      data-region="detail"
      style={{ "--drawer-width": `${widthRem}rem` }}
    >
      <header className={classes.head}>
        <ActionIcon className={classes.back ?? ""} onClick={onClose} aria-label={t("action.back")}>
          <IconArrowLeft size={16} stroke={1.75} />
        </ActionIcon>
        <h2 className={classes.title}>{title}</h2>
        {tools}
        <ActionIcon onClick={onClose} aria-label={t("action.close")} title={`${t("action.close")} (Esc)`}>
          <IconX size={16} stroke={1.75} />
        </ActionIcon>
      </header>
      <div className={classes.body}>{children}</div>
    </aside>
  );
}

/** A list and, when there is one, its detail. */
export function Split({ children }: { readonly children: ReactNode }) {
  return <div className={classes.split}>{children}</div>;
}
