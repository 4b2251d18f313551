/** The receiver's name: chosen once, because it is the name of its section in the file. */
import { TextInput } from "@mantine/core";
import { useText } from "../../i18n/text.tsx";
import { Field, type FieldControlProps } from "../../ui/field.tsx";
import { nameOfReceiver, receiverName } from "./setup-draft.ts";
import type { Setup } from "./use-setup.ts";

export function ReceiverName({ setup }: { readonly setup: Setup }) {
  const t = useText();
  const mistake = setup.mistakes[nameOfReceiver];
  const control = (props: FieldControlProps) => (
    <TextInput
      {...props}
      spellCheck={false}
      autoComplete="off"
      disabled={setup.document.endpoints.length > 0}
      value={receiverName(setup.document, setup.edits)}
      onChange={(event) => setup.edit("endpoint", "name", event.currentTarget.value)}
    />
  );
  return (
    <Field
      label={t("first.receiver.name")}
      iniKey={`[endpoint.${receiverName(setup.document, setup.edits)}]`}
      help={t("first.receiver.name.help")}
      {...(mistake === undefined ? {} : { mistake })}
      control={control}
    />
  );
}
