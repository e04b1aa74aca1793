import { createServer } from "node:http";
import { closeServer, listenOnLoopback } from "../loopback-server";
import type { WarehouseReader } from "../warehouse/reader";
import { loadBundle } from "./client-bundle";
import { LoadEvents } from "./load-events";
import { createRouter } from "./router";

export interface DashboardOptions {
  readonly reader: WarehouseReader;
  /** Port on the loopback address; absent: any free one. */
  readonly port?: number;
  /**
   * Calls the listener after each load and returns how to stop that. Absent (another process loads): the
   * ledger is asked once a second while a page is open.
   */
  readonly changes?: (listener: () => void) => () => void;
}

export interface Dashboard {
  /** Address of the first page, e.g. `http://127.0.0.1:41234/`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the dashboards on the loopback address until closed.
 * @throws CareplusError `port_in_use` when the port is taken
 */
export async function startDashboard({ reader, port = 0, changes }: DashboardOptions): Promise<Dashboard> {
  const events = new LoadEvents(reader, changes);
  // Begun before anyone asks: the first page would wait for it. Whoever asks hears of a failure.
  loadBundle().catch(() => {});
  const server = createServer(createRouter(reader, events));
  const url = await listenOnLoopback(server, port);
  return {
    url: `${url}/`,
    async close() {
      events.close();
      await closeServer(server);
    },
  };
}
