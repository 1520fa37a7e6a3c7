// The theme follows the system unless the person chose one. tokens.css holds the dark values once, under
// prefers-color-scheme: a choice switches that rule on or off instead of repeating its values.
const key = "handoffbot.theme";
const system = "(prefers-color-scheme: dark)";

let darkRules = [];

function findDarkRules() {
  return [...document.styleSheets]
    .filter((sheet) => sheet.href && new URL(sheet.href).pathname === "/tokens.css")
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSMediaRule && rule.conditionText.includes("prefers-color-scheme"));
}

function apply(choice) {
  const media = { dark: "all", light: "not all" }[choice] ?? system;
  for (const rule of darkRules) rule.media.mediaText = media;
  document.documentElement.style.colorScheme = choice ?? "";
}

function isDark(choice) {
  return choice ? choice === "dark" : matchMedia(system).matches;
}

// Returns whether the page is dark now; tells the receiver when the system changes.
export function start(receiver) {
  darkRules = findDarkRules();
  apply(localStorage.getItem(key));
  matchMedia(system).addEventListener("change", () =>
    receiver.invokeMethodAsync("OnChanged", isDark(localStorage.getItem(key))));
  return isDark(localStorage.getItem(key));
}

export function toggle() {
  const next = isDark(localStorage.getItem(key)) ? "light" : "dark";
  const isSystems = matchMedia(system).matches === (next === "dark");
  if (isSystems) localStorage.removeItem(key);
  else localStorage.setItem(key, next);
  apply(isSystems ? null : next);
  return next === "dark";
}
