import { RunError } from "@pulumi/pulumi";

/** A wrong configuration, in one sentence: Pulumi prints a RunError without its stack trace. */
export class ConfigError extends RunError {
  /**
   * @param key full key, e.g. `careplus:load`
   * @param value what was found there; undefined when there is nothing. Never a secret.
   * @param allowed what would do, e.g. `"on-arrival" or "every N minutes"`
   */
  constructor(key: string, value: unknown, allowed: string) {
    super(
      `${key} ${value === undefined ? "is missing" : `is ${JSON.stringify(value)}`}: it must be ${allowed}.`,
    );
  }
}
