import { type EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { CareplusError } from "../errors";
import type { LoadedObject } from "./load-outcome";

/**
 * Tells the log, whose lines become metrics, and the event bus, from where dashboards are refreshed, of a committed
 * batch. The load is done whatever comes of it, so a bus that refuses is reported and no more.
 */
export async function announceLoad(
  client: EventBridgeClient,
  stack: string,
  loaded: readonly LoadedObject[],
): Promise<void> {
  const sum = (count: (object: LoadedObject) => number): number =>
    loaded.reduce((total, object) => total + count(object), 0);
  const changedRows = sum((object) => object.loaded);
  const dataset = loaded[0]?.dataset;
  console.log({
    event: "load committed",
    dataset,
    objects: loaded.length,
    recordsIn: sum(({ counts }) => counts.recordsIn),
    duplicate: sum(({ counts }) => counts.duplicate),
    rejected: sum(({ counts }) => counts.rejected),
    changedRows,
  });
  const Detail = JSON.stringify({ stack, dataset, changedRows });
  try {
    const { FailedEntryCount } = await client.send(
      new PutEventsCommand({ Entries: [{ Source: "careplus", DetailType: "Load Committed", Detail }] }),
    );
    if (FailedEntryCount)
      throw new CareplusError("event_refused", "EventBridge refused the event of a load.");
  } catch (error) {
    console.error({ event: "load not announced", error: String(error) });
  }
}
