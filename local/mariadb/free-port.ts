import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";

/**
 * The TCP port for a server whose data is in `dir`: the same as at its last start where that is free, so that its
 * address, by which a source is known, stays the same.
 */
export async function portFor(dir: string): Promise<number> {
  const file = join(dir, "port");
  const last = Number(await readFile(file, "utf8").catch(() => "0"));
  const port = await freePort(last).catch(() => freePort());
  await writeFile(file, String(port));
  return port;
}

/** A TCP port of the loopback interface that nothing listens on at the moment: the wanted one, or for 0 any. */
export async function freePort(wanted = 0): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(wanted, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (address === null || typeof address === "string") throw new Error("the system gave no TCP port");
  return address.port;
}
