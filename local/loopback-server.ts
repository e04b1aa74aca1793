import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CareplusError } from "../runtime/errors";

/**
 * Lets a server listen on 127.0.0.1, and on nothing else.
 *
 * @param port 0: one that is free
 * @returns its address, `http://127.0.0.1:PORT`
 * @throws CareplusError `port_in_use`
 */
export async function listenOnLoopback(server: Server, port = 0): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? portInUse(port, error) : error);
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Ends a server together with the connections that clients keep open. */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}

function portInUse(port: number, cause: Error): CareplusError {
  return new CareplusError("port_in_use", `port ${port} is taken by another program; choose another`, {
    cause,
  });
}
