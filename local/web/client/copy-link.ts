import { find, setText } from "./dom";

/** How long the page says that the link was copied. */
const SAID_MS = 4_000;

/** Makes the button work that copies the page's address, which holds what is chosen on it. */
export function bindCopyLink(): void {
  const said = find(document, "[data-copied]");
  let timer: number | undefined;
  find(document, "[data-copy-link]").addEventListener("click", async () => {
    clearTimeout(timer);
    setText(said, await copy(location.href));
    timer = window.setTimeout(() => setText(said, ""), SAID_MS);
  });
}

/** Copies, and returns what to say of it. A browser may refuse a page its clipboard. */
async function copy(text: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return "Link copied";
  } catch {
    return "The browser did not allow it: copy the address of the page";
  }
}
