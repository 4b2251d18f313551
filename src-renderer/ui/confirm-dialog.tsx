/** A question with two answers: leave it, or do it. What cannot be taken back is asked here first. */
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { RpcError } from "../../src-shared/rpc/rpc-error.ts";
import { useText } from "../i18n/text.tsx";
import { Dialog } from "./dialog.tsx";
import { ErrorState } from "./states.tsx";

export interface ConfirmDialogProps {
  readonly title: string;
  /** On the button that does it. */
  readonly confirm: string;
  /** It cannot be done yet: something is missing, or it is being done. */
  readonly disabled?: boolean;
  /** Why it could not be done; the dialog stays. */
  readonly error?: RpcError | undefined;
  readonly children: ReactNode;
  onConfirm(): void;
  onClose(): void;
}

export function ConfirmDialog({
  title,
  confirm,
  disabled = false,
  error,
  children,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  const t = useText();
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button variant="filled" disabled={disabled} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
      {error === undefined ? null : <ErrorState error={error} />}
    </Dialog>
  );
}
