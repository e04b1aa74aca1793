import { RunError } from "@pulumi/pulumi";

/** A wrong configuration, in one sentence: Pulumi prints a RunError without its stack trace. */
export class ConfigError extends RunError {
  /**
   * @param key full key, e.g. `careplus:load`
   * @param value what was found there; undefined when there is nothing. Never a secret.
   * @param allowed what would do, e.g. `"on-arrival" or "every N minutes"`
   */
  constructor(key: string, value: unknown, allowed: string) {
    const sentence = `${key} ${value === undefined ? "is missing" : `is ${JSON.stringify(value)}`}: it must be ${allowed}.`;
    super(sentence);
    // Pulumi writes the name of every input that waited in vain before the message; the sentence stands alone.
    Object.defineProperty(this, "message", { get: () => sentence, set: () => undefined });
  }
}
