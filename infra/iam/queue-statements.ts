import type { Input } from "@pulumi/pulumi";
import { type Allow, allow } from "./statement";

/** What the consumer of a queue does, whether it polls by itself or an event source polls for it. */
export function consumeQueue(queueArn: Input<string>): Allow {
  return allow(
    "ConsumeQueue",
    ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
    [queueArn],
  );
}

/** What a consumer does with messages that it cannot work off. */
export function putAside(deadLettersArn: Input<string>): Allow {
  return allow("PutAside", ["sqs:SendMessage"], [deadLettersArn]);
}

/** Reading and writing encrypted objects and messages. */
export function useKey(
  keyArn: Input<string>,
  actions: readonly ("kms:Decrypt" | "kms:GenerateDataKey")[],
): Allow {
  return allow("UseKey", actions, [keyArn]);
}
