import { find } from "./dom";

const YEAR_S = 31_536_000;
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

/** Whether the page is dark now, by choice or by the system. */
export function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme === "system" ? systemIsDark.matches : theme === "dark";
}

/** Makes the button work; `onChange` draws what does not follow the style sheet by itself. */
export function bindThemeSwitch(onChange: () => void): void {
  const button = find<HTMLButtonElement>(document, "[data-theme-switch]");
  const show = (): void => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
    document.cookie = `careplus-theme=${theme}; path=/; max-age=${YEAR_S}; samesite=strict`;
    show();
    onChange();
  });
  systemIsDark.addEventListener("change", () => {
    show();
    onChange();
  });
  show();
}
