/**
 * What the engine says about settings. A remark reads on after its place (`settings.ini, line 4: url: …`), so
 * most begin in lower case; `expect.…` follows the word "expected".
 */
export const settingMessages = {
  "set.value": "expected {what:m}",
  "set.value.near": 'expected {what:m}. Did you mean "{near}"?',
  "set.value.invisible":
    "expected {what:m}. A character that cannot be seen, such as a line break, is in it.",
  "set.event": '"{word}" is no event: expected {what:m}',
  "set.event.near": '"{word}" is no event: expected {what:m}. Did you mean "{near}"?',
  "set.event.dialing": '"{word}" is no event: expected {what:m}. "ringing" includes it.',
  "set.user": '"{word}" is no user: expected {what:m}',
  "expect.webAddress": "an address that begins with http:// or https://, such as https://crm.example.com/3cx",
  "expect.pbxAddress": "the address of the PBX without a path, such as https://pbx.example.com:5001",
  "expect.baseAddress":
    "an address without a question mark, such as https://recordings.example.com/webapi/recording",
  "expect.listenHost":
    "an address of this machine without a port, such as 127.0.0.1, or 0.0.0.0 for all of its IPv4 addresses",
  "expect.header": "text without line breaks or characters outside Latin-1",
  "expect.signingSecret": "whsec_ followed by the base64 of 24 to 64 bytes",
  "expect.accessName": "a user name without a colon",
  "expect.fingerprint":
    "SHA256: followed by the 64 hexadecimal digits of the certificate's fingerprint, with or without colons",
  "expect.events": "some of {events}",
  "expect.users":
    "a list of numbers such as 101, patterns such as 2xx, ranges such as 300-320, or one of these after a minus to leave it out",
  "expect.timeOfDay": "a time of day from 00:00 to 23:59, such as 03:00",
  "expect.date": "a day with or without a time, such as 2026-03-31 12:00 or 2026-03-31T12:00:00Z",
  "expect.timeZone": "a time zone such as Europe/Berlin",
  "expect.file": "the path of a file",
  "expect.folder": "the path of a folder",
  "expect.clientId": "the client id of the API integration",
  "expect.apiKey": "the API key",
  "expect.password": "a password",
  "expect.yesNo": "yes or no",
  "expect.choice": "{words} or {last:w}",
  "expect.wholeNumber": "a whole number from {min:w} to {max:w}",
  "expect.wholeNumber.days": "a whole number of days from {min:w} to {max:w}",
  "expect.wholeNumber.kbit": "a whole number of kbit/s from {min:w} to {max:w}",
  "expect.wholeNumber.mb": "a whole number of MB from {min:w} to {max:w}",
  "expect.number.seconds": "a number of seconds from {min:w} to {max:w}",
  "expect.number.hours": "a number of hours from {min:w} to {max:w}",
  "expect.port": "a port number from 1 to 65535, or 0 for any free port",
  "expect.oneLine": "a value on one line",
  "expect.database": "an address such as postgres://user:password@host:5432/database",
  "expect.name": "a name of small letters, digits, - and _",
  "set.header.name":
    "expected a header name after header., made of letters, digits and dashes, such as header.authorization",
  "set.header.own": "this header is set by the program itself: remove it",
  "set.lines": "{n:n} more lines are no settings: is this the right file?",
  "set.section.twice.endpoint":
    "this section stands twice, in lines {first:w} and {line:w}: give one of them another name",
  "set.section.twice": "this section stands twice, in lines {first:w} and {line:w}: put their keys into one",
  "set.section.name":
    "expected a name of lower-case letters, digits, dashes and underscores after the point, such as [endpoint.crm]",
  "set.section.unknown": "there is no section of this name: correct it, or remove the section",
  "set.section.near": "there is no section of this name. Did you mean [{near}]?",
  "set.key.outside": "this key stands before the first [section]: move it below one, such as [pbx]",
  "set.key.twice": "this key stands twice, in lines {first:w} and {line:w}: remove one of them",
  "set.unknown": "this key is unknown and not used",
  "set.unknown.near": "this key is unknown and not used. Did you mean {near:w}?",
  "set.unknown.home": "this key is unknown and not used. It belongs in [{section}].",
  "set.line.nul": "this line contains a NUL character: save the file as plain text (UTF-8)",
  "set.line.nothing": "this line is no setting: expected key = value, a [section] or a comment after ;",
  "set.line.section": "this line is no section: expected a name in square brackets, such as [pbx]",
  "set.line.quote": 'this line has an opening quotation mark without a closing one: expected key = "value"',
  "set.line.behindQuote":
    'this line has text behind the closing quotation mark: write a quotation mark inside a quoted value twice ("")',
  "set.env.ambiguous": "this variable could mean {names}: rename one of them",
  "set.env.twice": "this variable sets the same as {other:w}: keep one of the two",
  "set.env.noFile": "this variable is not used: only secrets are read from files. Set {variable:w} instead.",
  "set.env.unknown": "this variable is not used: there is no such setting.",
  "set.env.near": "this variable is not used: did you mean {near:w}?",
  "set.file.utf16": "the file is saved as UTF-16: save it again as UTF-8",
  "set.file.nul": "the file contains a NUL character: save the file as plain text (UTF-8)",
  "set.file.latin1":
    "the file contains characters that are not UTF-8, perhaps saved as Latin-1 or Windows-1252: save the file again as UTF-8",
  "set.file.large": "the file has {size:size}, too much for a settings file: is this the right file?",
  "set.file.none":
    "there is no settings file at {path}, so the defaults and WEBHOOK_ variables apply. To make one, copy the sample from docs/settings.md to that place.",
  "set.file.unreadable": "the file {path} cannot be read ({reason:m})",
  "set.file.forbidden": "this program has no permission for it: let its user read the file",
  "set.file.isFolder": "it is a folder",
  "set.file.open": "the file holds secrets, and others than its owner may use it: run chmod 600 {path}",
  "set.file.gone": "the settings file {path} is gone. Put it back.",
  "set.file.missing":
    "there is no settings file at {path}. Check the path, or make the file by copying the sample from docs/settings.md to that place.",
  "set.write":
    "the file {path} cannot be written ({reason:m}): check the permissions of its folder and the free disk space",
  "set.secret.open": "others than its owner may use the file {path} (mode {mode:w}): run chmod 600 on it",
  "set.secret.large": "the file {path} is too large for a secret: is it the right one?",
  "set.secret.empty": "the file {path} is empty: put the secret into it",
  "set.secret.unreadable": "the file {path} cannot be read: {reason:m}",
  "set.secret.missing": "it does not exist",
  "set.secret.forbidden": "this program may not read it",
  "set.secret.notUtf8": "it is not UTF-8",
  "set.secret.notKept":
    "*** stands for a secret that is kept, but none is kept for this address: type the secret, or remove it",
  "set.secret.strayed":
    "the address leads to another host than the one this secret was given for: type the secret again, or remove it",
  "set.together": "this key is set without {other:w}: expected both",
  "set.together.certificate":
    "this key is set without {other:w}: expected both, or neither for a self-signed certificate",
  "set.exclude": "this key and {other:w} exclude each other: expected one",
  "set.getnative": "the {dialect:w} dialect cannot be sent by GET: expected POST, or no value",
  "set.nativeOnly":
    '"{event:w}" exists in the native dialect only: expected some of {events}, or dialect = native',
  "set.addressMissing": "the address is missing: expected {what:m}",
  "set.noSection":
    "there is no such section, or its name is not made of lower-case letters, digits, dashes and underscores",
  "set.noKey": "there is no such key in this section",
  // What saving does (src-main/monitor/settings-effects.ts).
  "effect.endpoint.removed": "The endpoint {ep:w} is removed. Nothing waits for it.",
  "effect.endpoint.dropped":
    "The endpoint {ep:w} is removed. {n:n} waiting {n|delivery|deliveries} will be dropped.",
  "effect.endpoint.moved":
    "{n:n} waiting {n|delivery|deliveries} of {ep:w} {n|goes|go} to the new address, contents unchanged.",
  "effect.endpoint.reworded":
    "{n:n} waiting {n|delivery|deliveries} of {ep:w} {n|keeps|keep} the old format; new events have the new one.",
  "effect.pbx": "The connection to the PBX is made anew; calls in progress go on and keep their ids.",
  "effect.server": "This program's own page and the recordings move to {at:w}.",
  "effect.password": "Everybody has to log in again.",
  "effect.keepDays": "Recordings older than {n:n} days are deleted in the next night.",
  "effect.publicUrl": "Links that were sent keep their address; new links have the new one.",
  "effect.openLinks": "Whoever knows or guesses a link can listen to the recording.",
  // The desk (src-main/monitor/settings-desk.ts).
  "desk.unreadable": "The settings file {path} cannot be read.",
  "desk.unreadable.rights": "The settings file {path} cannot be read; check its rights.",
  "desk.unusable": "The settings cannot be used like this.",
  "desk.remark": "[{section}] {key:w}: {remark:m}",
  "problem.settings":
    "{file}, line {line:w}: {key:w}: {remark:m}‹ (and {more:n} more)›. The settings before stay in force.",
  "problem.settings.line":
    "{file}, line {line:w}: {remark:m}‹ (and {more:n} more)›. The settings before stay in force.",
  "problem.settings.file": "{file}: {remark:m}‹ (and {more:n} more)›. The settings before stay in force.",
  "problem.start.reason": "3CX Webhook could not start: {reason:m}",
  "problem.start": "3CX Webhook could not start. {remark:m}",
  "problem.start.line": "{file:w}, line {line:w}: {key:w}: {remark:m}.",
  "problem.start.advice": "Correct it in the settings; 3CX Webhook starts by itself then.",
  "problem.start.again":
    "When the cause is gone, start it under Settings, This program, or from the tray's menu.",
  "problem.stopped": "3CX Webhook is stopped: calls are not watched and nothing is sent.",
  "problem.stopped.advice":
    "Start it here or from the tray's menu. What ended meanwhile is taken from the call log.",
  "program.notRunning": "3CX Webhook does not run. Start it first.",
  "program.goesOn": "3CX Webhook goes on running.",
  "program.starting": "3CX Webhook is starting.",
  "program.byTheSystem": "A service is started and stopped by its operating system.",
  // Settings of the older products (src-main/settings/import).
  "import.none": "There is no receiver in it that could be taken over.",
  "import.taken": "{n:n} receivers are taken over: {names}. Nothing is written before you save.",
  "import.takenOne": "One receiver is taken over: {names}. Nothing is written before you save.",
  "import.replaced": "In the settings already, and replaced: {names}.",
  "import.creomate":
    "If the receiver was made for Creomate's longer events (pickupincoming, chid), choose dialect = creomate.",
  "import.place": "line {n:n}",
  "import.placeIn": "{name}, line {n:n}",
  "import.oneProduct": "Choose the files of one product only: its ini file and, if there is one, Users.csv.",
  "import.noFile": "None of these is a TCXWebAPI.ini or a WebhooksApi.ini: there is no WEBHOOK_URL in it.",
  "import.usersAlone": "Users.csv alone says nothing: choose TCXWebAPI.ini as well.",
  "import.note.otherFile": "No file of that product.",
  "import.note.noUsers": "That product has no such file.",
  "import.note.more": "{n:n} more keys or lines are not listed.",
  "import.note.unknown": "3CX Webhook has no such setting.",
  "import.note.repeats": "Line {line:w} repeats this key; its first line counts.",
  "import.note.noSetting": "This line is no setting.",
  "import.note.hidden": "This is not taken over: *** stands for a hidden secret here.",
  "import.note.wrong": "This is not taken over: {remark:m}.",
  "import.note.oneOrZero": "This is not taken over: expected 1 or 0.",
  "import.note.chooseUsers": "Choose Users.csv as well: it says whose calls go there.",
  "import.note.usersEmpty": "Users.csv names no extension, so no call would go there.",
  "import.note.usersMany": "Users.csv names more extensions than a setting can hold.",
  "import.note.noRecordings": "{key:w} is not set, so no recordings are sent there, as before.",
  "import.note.onlyRecordings": "{key:w} is not set, so only recordings are sent there, as before.",
  "import.note.empty": "It is empty, so nothing is set.",
  "import.note.second":
    "The second receiver gets the events of these extensions, the first those of all others.",
  "import.note.noSecond": "There is no second receiver that it could be for.",
  "import.note.noExtension": "Its first column is no extension.",
  "import.note.noReceiver": "No receiver is taken over.",
  "import.note.post": "The k2m format is always sent by POST.",
  "import.note.postHere":
    "The k2m format is always sent by POST here: the receiver gets JSON instead of a query.",
} as const;
