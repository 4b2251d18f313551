/**
 * The colours of the window, once: the style sheet `tokens.css` is written from this table, and a test
 * computes the contrast of every pair that can meet.
 */

/** `[light, dark]` for each role; `…Tint` is the ground behind a state's own words. */
export const colours = {
  bg: ["#F7F8FA", "#14171C"],
  surface: ["#FFFFFF", "#1B1F26"],
  sunken: ["#EEF0F3", "#101318"],
  hover: ["#F1F4F8", "#232933"],
  selected: ["#E6EFFB", "#1B2C47"],
  line: ["#D5D9E0", "#333A45"],
  control: ["#7C8594", "#7F899A"],
  text: ["#171B21", "#E7EAEF"],
  text2: ["#4A5261", "#B4BCC8"],
  text3: ["#5F6876", "#98A2B1"],
  accent: ["#1B5FC1", "#7FB2FF"],
  "accent-ink": ["#FFFFFF", "#14171C"],
  focus: ["#1B5FC1", "#9CC4FF"],
  ok: ["#176B3A", "#6FD394"],
  "ok-tint": ["#E3F4E9", "#16301F"],
  warn: ["#8A5200", "#F0B45A"],
  "warn-tint": ["#FCF0DA", "#372710"],
  bad: ["#B3261E", "#FF9187"],
  "bad-tint": ["#FCE8E6", "#3E1B19"],
  neutral: ["#5F6876", "#98A2B1"],
  "neutral-tint": ["#EEF0F3", "#262C35"],
  simulated: ["#7A3E9D", "#D2A0F0"],
  "simulated-tint": ["#F4EAF9", "#33213F"],
  "stage-ivr": ["#5B6B82", "#93A3BA"],
  "stage-queue": ["#9A6200", "#E3A84A"],
  "stage-ringing": ["#1B5FC1", "#7FB2FF"],
  "stage-talk": ["#1E7F48", "#5CC587"],
  "stage-transfer": ["#7A3E9D", "#C992EA"],
  "stage-missed": ["#B3261E", "#FF9187"],
  "stage-unseen": ["#7C8594", "#7F899A"],
  "stage-ink": ["#FFFFFF", "#14171C"],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>;

export type ColourRole = keyof typeof colours;
export type Scheme = "light" | "dark";

/** The value of a role in one scheme, such as `#1B5FC1`. */
export function colourOf(role: ColourRole, scheme: Scheme): string {
  return colours[role][scheme === "light" ? 0 : 1];
}

/** Style sheet with one variable per role, such as `--text2`; the scheme is an attribute of the root. */
export function tokensCss(): string {
  const roles = Object.keys(colours).filter((role): role is ColourRole => role in colours);
  const variables = (scheme: Scheme) =>
    roles.map((role) => `  --${role}: ${colourOf(role, scheme).toLowerCase()};\n`).join("");
  return [
    "/* Written from tokens.ts by its test (vitest -u); change it there. */\n",
    `:root {\n  color-scheme: light;\n${variables("light")}}\n\n`,
    `:root[data-mantine-color-scheme="dark"] {\n  color-scheme: dark;\n${variables("dark")}}\n`,
  ].join("");
}
