/** A question that must be answered before anything else goes on. */
import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useText } from "../i18n/text.tsx";
import { useLayer } from "./layers.ts";
import classes from "./dialog.module.css";

export interface DialogProps {
  readonly open: boolean;
  onClose(): void;
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons, the one that does it last. */
  readonly actions?: ReactNode;
  /** Width in rem. */
  readonly widthRem?: number;
}

/** Focus goes in, stays in, and returns to where it was; Escape and a click beside it close. */
export function Dialog({ open, onClose, title, children, actions, widthRem = 32 }: DialogProps) {
  const t = useText();
  useLayer(onClose, open);
  return (
    <Modal
      opened={open}
      onClose={onClose}
      title={title}
      size={`${widthRem}rem`}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": t("action.close") }}
      // Its header would be a second banner of the page.
      attributes={{ header: { role: "presentation" } }}
      classNames={{ title: classes.title ?? "", body: classes.body ?? "", content: classes.content ?? "" }}
    >
      {children}
      {actions === undefined ? null : <div className={classes.actions}>{actions}</div>}
    </Modal>
  );
}
