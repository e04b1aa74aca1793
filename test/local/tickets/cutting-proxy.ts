import { connect, createServer, type Server, type Socket } from "node:net";

/** Passes a TCP connection on and cuts it after so many bytes of answers: a server that goes away in mid-read. */
export class CuttingProxy {
  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async start(targetPort: number, bytesUntilCut: number): Promise<CuttingProxy> {
    const server = createServer((client) => passOn(client, targetPort, bytesUntilCut));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new CuttingProxy(server, (server.address() as { port: number }).port);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

function passOn(client: Socket, targetPort: number, bytesUntilCut: number): void {
  const target = connect(targetPort, "127.0.0.1");
  let left = bytesUntilCut;
  client.on("error", () => target.destroy()).on("close", () => target.destroy());
  target.on("error", () => client.destroy()).on("close", () => client.destroy());
  client.pipe(target);
  target.on("data", (bytes) => {
    left -= bytes.length;
    if (left > 0) client.write(bytes);
    else client.resetAndDestroy();
  });
}
