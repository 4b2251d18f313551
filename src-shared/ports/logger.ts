/** Where a room says what happened. Messages are sentences; values that vary go into `fields`. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** Never put a secret here: fields are written as they are. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;
