import { resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";

// What running the program without Pulumi's engine takes, under mocks or against an emulator.

export const ROOT = resolve(__dirname, "../..");

/** Gives the program its stack's configuration: texts as they are, everything else as JSON. */
export function setConfiguration(
  config: Readonly<Record<string, unknown>>,
  secrets: Readonly<Record<string, string>>,
): void {
  const texts = Object.entries({ ...config, ...secrets }).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  pulumi.runtime.setAllConfig(Object.fromEntries(texts), Object.keys(secrets));
}

/**
 * A failed resource rejects the outputs of all that depend on it, in promises that nobody holds.
 *
 * @returns what gives unheld rejections back to those who listened before
 */
export function hearRejections(onRejection: (reason: unknown) => void): () => void {
  const listeners = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection").on("unhandledRejection", onRejection);
  return () => {
    process.removeAllListeners("unhandledRejection");
    for (const listener of listeners) process.on("unhandledRejection", listener);
  };
}

/** Lets the program be loaded anew: it runs when it is loaded. */
export function forgetProgram(): void {
  for (const file of Object.keys(require.cache)) {
    const isOurs = file === resolve(ROOT, "index.ts") || file.startsWith(resolve(ROOT, "infra"));
    if (isOurs) delete require.cache[file];
  }
}
