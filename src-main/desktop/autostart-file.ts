/** A file of the freedesktop.org autostart specification that starts this program. Pure. */

/** `command`: the program and its arguments, as they are. */
export function autostartFile(command: readonly string[]): string {
  return [
    "[Desktop Entry]",
    "Type=Application",
    "Name=3CX Webhook",
    `Exec=${command.map(quoted).join(" ")}`,
    "Terminal=false",
    "X-GNOME-Autostart-enabled=true",
    "",
  ].join("\n");
}

/** Quoting of the Exec key: these four are escaped inside quotes, and once more as in any text value; % begins a field code. */
function quoted(argument: string): string {
  if (/^[\w@+:,./-]+$/.test(argument)) return argument;
  const inQuotes = argument.replaceAll(/["`$\\]/g, String.raw`\$&`);
  return `"${inQuotes.replaceAll("\\", "\\\\").replaceAll("%", "%%")}"`;
}
