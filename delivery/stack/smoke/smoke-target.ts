import { CareplusError } from "../../../runtime/errors";
import type { StackOutputs } from "../stack-engine";

/** Where a stack is driven and asked. */
export interface SmokeTarget {
  readonly rawBucket: string;
  readonly processedBucket: string;
  /** URLs: events that wait, and those that were put aside. */
  readonly queues: Readonly<Record<string, string>>;
  readonly warehouse: {
    readonly workgroup: string;
    readonly database: string;
    readonly secretArn: string;
  };
  readonly mysql: { readonly database: string; readonly table: string; readonly secretArn: string };
  readonly flowArn: string;
}

/**
 * Reads what infra/outputs.ts exports.
 *
 * @throws CareplusError "no_outputs" for a stack that was not wholly brought up
 */
export function smokeTarget(stack: string, { outputs }: StackOutputs): SmokeTarget {
  const text = (...path: readonly string[]): string => {
    const value = path.reduce<unknown>((at, name) => objectOf(at)[name], outputs);
    if (typeof value === "string" && value !== "") return value;
    throw new CareplusError(
      "no_outputs",
      `${stack} has no output ${path.join(".")}: bring it up with \`npm run stack -- up ${stack} --update\`.`,
    );
  };
  const queues = ["logArrivals", "logDeadLetters", "loadRequests", "loadDeadLetters"];
  return {
    rawBucket: text("buckets", "raw"),
    processedBucket: text("buckets", "processed"),
    queues: Object.fromEntries(queues.map((name) => [name, text("queues", name)])),
    warehouse: {
      workgroup: text("warehouse", "workgroup"),
      database: text("warehouse", "database"),
      secretArn: text("warehouse", "adminSecretArn"),
    },
    mysql: {
      database: text("ticketSource", "database"),
      table: text("ticketSource", "table"),
      secretArn: text("ticketSource", "secret"),
    },
    flowArn: text("ticketFlow"),
  };
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
