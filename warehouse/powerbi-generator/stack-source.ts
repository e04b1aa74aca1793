import { CareplusError } from "../../runtime/errors";
import type { Source } from "./tmdl-model";

const REDSHIFT_PORT = 5439;
const HOST = /^[A-Za-z0-9.-]+$/;
const DATABASE = /^[A-Za-z0-9_-]+$/;

/**
 * The warehouse of a stack, from its outputs: `outputs.warehouse.endpoint` (a host) and `.database`.
 *
 * @throws CareplusError `stack_outputs` naming what is missing or wrong
 */
export function stackSource(outputs: unknown): Source {
  const warehouse = member(member(outputs, "outputs"), "warehouse");
  const endpoint = word(warehouse, "endpoint", HOST);
  const database = word(warehouse, "database", DATABASE);
  return { server: `${endpoint}:${REDSHIFT_PORT}`, database };
}

/**
 * The outputs that `pulumi stack output --json` prints.
 *
 * @throws CareplusError `stack_outputs` when the text is no JSON
 */
export function parseOutputs(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CareplusError(
      "stack_outputs",
      "the stack outputs are no JSON: give what `pulumi stack output --json` prints",
      {
        cause: error,
      },
    );
  }
}

function member(value: unknown, name: string): unknown {
  const found = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
  if (found === undefined) throw new CareplusError("stack_outputs", `the stack outputs have no ${name}`);
  return found;
}

function word(value: unknown, name: string, form: RegExp): string {
  const found = member(value, name);
  if (typeof found === "string" && form.test(found)) return found;
  throw new CareplusError(
    "stack_outputs",
    `${name} of the stack outputs is no ${name}: ${JSON.stringify(found)}`,
  );
}
