/** The settings form. English. */
export const settingsEn = {
  "set.value":
    '{file}, line {line}: {key} must be {expected}, found "{value}". The previous settings stay in force.',
  "set.unknown": '{file}, line {line}: "{key}" is unknown. Did you mean {near}?',
  "set.conflict":
    "<b>settings.ini was changed outside at {time}.</b> Your change and the file differ in {n, plural, one {# key} other {# keys}}. <compare>Compare</compare>",
  "set.getnative": "GET cannot carry the format {dialect}. <usePost>Use POST</usePost>",
  "set.env": "Set by {VAR} in the environment; change it there.",
  "set.write":
    "<b>settings.ini cannot be written</b> ({reason}). Nothing was changed. <copyText>Copy text</copyText>",
  "set.keyring":
    "<b>This system has no key store: secrets cannot be kept encrypted.</b> <installOne>Install one</installOne> <keepUntilQuit>Keep until quit</keepUntilQuit>",
  "set.port": "<b>Port {port} is used by {program}.</b> <use>Use {free}</use>",
  "settings.title": "Settings",
};
