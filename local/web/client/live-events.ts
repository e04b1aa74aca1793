import { find, setText } from "./dom";

export interface LiveListener {
  /** The server knows of this many loads; an answer with another number is old. */
  onVersion(version: number): void;
  /** The connection was lost and is back: anything may have happened, even a new server that counts afresh. */
  onReturn(version: number): void;
}

/** Listens for loads and shows whether the page is connected. The browser itself reconnects. */
export function listenToLoads(listener: LiveListener): void {
  const mark = find(document, "[data-live]");
  const text = find(mark, "[data-live-text]");
  const show = (state: "live" | "lost", words: string): void => {
    mark.dataset.live = state;
    setText(text, words);
  };
  let wasLost = false;
  const source = new EventSource("/events");
  source.addEventListener("hello", (event: MessageEvent<string>) => {
    show("live", "Live");
    if (wasLost) listener.onReturn(Number(event.data));
    else listener.onVersion(Number(event.data));
    wasLost = false;
  });
  source.addEventListener("loaded", (event: MessageEvent<string>) => listener.onVersion(Number(event.data)));
  source.addEventListener("error", () => {
    wasLost = true;
    show("lost", "Reconnecting");
  });
}
