import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CareplusError } from "../../runtime/errors";
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
  await listenOnLoopback(server, port);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      events.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function listenOnLoopback(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === "EADDRINUSE";
      reject(
        isTaken
          ? new CareplusError("port_in_use", `port ${port} is taken by another program; choose another`, {
              cause: error,
            })
          : error,
      );
    });
    server.listen(port, "127.0.0.1", resolve);
  });
}
