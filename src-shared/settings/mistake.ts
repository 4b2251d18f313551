/** What is wrong with the settings, as data: the log, `--check` and the settings view each show it in their way. */

/** Something to tell about one place in the settings. */
export interface SettingsRemark {
  /** Name of the file as the user knows it. */
  readonly file: string;
  /** 1 is the first line; missing when the remark is about the whole file, a variable or something absent. */
  readonly line?: number;
  /** The environment variable that is meant, when the value comes from one. */
  readonly variable?: string;
  /** `pbx`, `endpoint.crm`; empty when the remark belongs to no section. */
  readonly section: string;
  readonly key?: string;
  /** The value as written; never that of a secret, and addresses without password and query. */
  readonly value?: string;
  /** What is wrong and what to do; reads on after the place: `expected a number of seconds from 1 to 120`. */
  readonly message: string;
}

/** The settings cannot be used like this. */
export interface Mistake extends SettingsRemark {
  /** What belongs here: `a number of seconds from 1 to 120`. */
  readonly expected: string;
}

/** The settings can be used, but probably not as somebody meant them. */
export type SettingsWarning = SettingsRemark;

/** One edit of the settings file. Values are as a user types them, without quotes. */
export type SettingsChange =
  | { readonly kind: "set"; readonly section: string; readonly key: string; readonly value: string }
  | { readonly kind: "remove_key"; readonly section: string; readonly key: string }
  | { readonly kind: "remove_section"; readonly section: string };
