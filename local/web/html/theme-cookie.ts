import type { IncomingMessage } from "node:http";

export type Theme = "light" | "dark" | "system";

/**
 * The theme a person chose. A cookie, so that the first paint already has it, and because other than local
 * storage it survives the next start on another port.
 */
export function readTheme(request: IncomingMessage): Theme {
  const found = /(?:^|;\s*)careplus-theme=(light|dark)(?:;|$)/.exec(request.headers.cookie ?? "");
  return found?.[1] === "light" || found?.[1] === "dark" ? found[1] : "system";
}
