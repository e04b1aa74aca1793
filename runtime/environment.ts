import { CareplusError } from "./errors";

/**
 * A variable of the function's environment.
 *
 * @throws CareplusError `missing_variable` when it is not set: the deployment is wrong
 */
export function requireVariable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "")
    throw new CareplusError("missing_variable", `The environment variable ${name} is not set.`);
  return value;
}
