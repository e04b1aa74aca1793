import { type Config, type Output, RunError, runtime } from "@pulumi/pulumi";

/**
 * A secret of the configuration, or undefined where there is none.
 *
 * @throws RunError when it was set without `--secret`: it would stand in the repository for all to read
 */
export function secretValue(config: Config, name: string): Output<string> | undefined {
  const value = config.getSecret(name);
  const key = `${config.name}:${name}`;
  if (value !== undefined && !isSecret(key))
    throw new RunError(
      `${key} is given in plain text: set it with \`pulumi config set --secret ${key}\` and change the value that was exposed.`,
    );
  return value;
}

/** Pulumi knows which keys are secret and uses this function itself, but leaves it out of its types. */
function isSecret(key: string): boolean {
  const isConfigSecret: unknown = Reflect.get(runtime, "isConfigSecret");
  return typeof isConfigSecret === "function" && isConfigSecret(key) === true;
}
