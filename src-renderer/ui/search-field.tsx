/** The search field of a list, which says what it takes the text for. */
import { TextInput } from "@mantine/core";
import type { RefObject } from "react";
import classes from "./filter-bar.module.css";
import { IconSearch } from "./icons.ts";
import { type SearchKind, searchKindOf } from "./search-kind.ts";

export interface SearchFieldProps {
  /** Takes the focus on `/`. */
  readonly field: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly hint: string;
  /** Said at the pointer. */
  readonly help?: string;
  readonly value: string;
  /** The word for what the text is taken for. */
  readonly kindWord: (kind: SearchKind) => string;
  onChange(value: string): void;
}

export function SearchField({ field, label, hint, help, value, kindWord, onChange }: SearchFieldProps) {
  const kind = searchKindOf(value);
  return (
    <TextInput
      ref={field}
      className={classes.search ?? ""}
      type="search"
      aria-label={label}
      placeholder={hint}
      title={help}
      leftSection={<IconSearch size={16} stroke={1.75} />}
      rightSection={kind === undefined ? null : <span className={classes.kind}>{kindWord(kind)}</span>}
      rightSectionWidth="5.5rem"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
