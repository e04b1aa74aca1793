import { createServer } from "node:http";
import { PAGES } from "../../warehouse/dashboards";
import { closeServer, listenOnLoopback } from "../loopback-server";
import type { WarehouseReader } from "../warehouse/reader";
import { loadBundle } from "./client-bundle";
import { ColumnStore } from "./columns/column-store";
import { LoadEvents } from "./load-events";
import { createRouter } from "./router";
import { SharedWork } from "./shared-work";

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
  /** Afterwards no query is under way, so that the reader may be closed. */
  close(): Promise<void>;
}

/**
 * Serves the dashboards on the loopback address until closed. Over millions of rows it takes seconds to begin.
 * @throws CareplusError `port_in_use` when the port is taken
 */
export async function startDashboard({ reader, port = 0, changes }: DashboardOptions): Promise<Dashboard> {
  const hearLoads =
    changes &&
    ((listener: () => void) =>
      changes(() => {
        listener();
        columns.loaded();
      }));
  const events: LoadEvents = new LoadEvents(reader, hearLoads);
  // Begun before anyone asks: the first page would wait for it. Whoever asks hears of a failure.
  loadBundle().catch(() => {});
  const columns = new ColumnStore(reader, PAGES);
  const work = new SharedWork();
  const server = createServer(createRouter(reader, events, columns, work));
  /** The reader may be closed afterwards: no query is under way any more. */
  const settle = async (): Promise<void> => {
    await Promise.all([events.close(), columns.close(), work.settled()]);
  };
  const url = await listenOnLoopback(server, port).catch(async (error: unknown) => {
    await settle();
    throw error;
  });
  // Whoever is told the address finds pages that answer out of their columns at once.
  await columns.readNow();
  return {
    url: `${url}/`,
    async close() {
      await events.close();
      await closeServer(server);
      await settle();
    },
  };
}
