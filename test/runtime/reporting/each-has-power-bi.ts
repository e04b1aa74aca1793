import type { RefreshOptions } from "../../../runtime/reporting/refresh-dataset";
import { type PowerBiServer, startPowerBiServer } from "./power-bi-server";

/** Gives each test of the block a server, and options that lead to it and wait for nothing long. */
export function eachHasPowerBi(use: (server: PowerBiServer, options: RefreshOptions) => void): void {
  let server: PowerBiServer;
  beforeEach(async () => {
    server = await startPowerBiServer();
    const addresses = { login: server.address, api: server.address };
    use(server, { withinMs: 20_000, pollMs: 1, retryMs: 1, addresses });
  });
  afterEach(() => server.close());
}
