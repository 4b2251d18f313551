// Runs before the first paint, so that a dark window never flashes white.
try {
  const kept = JSON.parse(localStorage.getItem("preferences") ?? "{}").scheme;
  const dark = kept === "dark" || (kept !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.mantineColorScheme = dark ? "dark" : "light";
} catch {
  document.documentElement.dataset.mantineColorScheme = "light";
}
