/** A point in time to the minute, in the viewer's own time. */
import { TextInput } from "@mantine/core";

export function TimeInput({
  label,
  atMs,
  onChange,
}: {
  readonly label: string;
  readonly atMs: number | undefined;
  /** `undefined` when it was emptied. */
  readonly onChange: (atMs: number | undefined) => void;
}) {
  return (
    <TextInput
      type="datetime-local"
      aria-label={label}
      title={label}
      value={inputValue(atMs)}
      onChange={(event) => onChange(timeOfInput(event.currentTarget.value))}
    />
  );
}

/** `2026-11-22T14:19`; empty without a time. */
export function inputValue(atMs: number | undefined): string {
  if (atMs === undefined) return "";
  const at = new Date(atMs);
  const two = (value: number) => String(value).padStart(2, "0");
  const date = `${String(at.getFullYear()).padStart(4, "0")}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

function timeOfInput(value: string): number | undefined {
  const ms = Date.parse(value);
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined;
}
