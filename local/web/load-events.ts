import type { ServerResponse } from "node:http";
import type { WarehouseReader } from "../warehouse/reader";
import { readLedgerState } from "./ledger-state";

const POLL_MS = 1000;
/** A comment line now and then lets both ends notice a dead connection. */
const KEEP_ALIVE_MS = 20_000;

/**
 * Tells open pages (server-sent events) that something was loaded. `version` counts the loads seen, so that
 * numbers computed before a load are never shown as those after it.
 */
export class LoadEvents {
  #version = 0;
  readonly #pages = new Set<ServerResponse>();
  readonly #unsubscribe: (() => void) | undefined;
  readonly #keepAlive: NodeJS.Timeout;
  #poll: NodeJS.Timeout | undefined;
  #ledger: string | undefined;
  #isClosed = false;
  #asking: Promise<void> = Promise.resolve();

  constructor(
    private readonly reader: WarehouseReader,
    changes: ((listener: () => void) => () => void) | undefined,
  ) {
    this.#unsubscribe = changes?.(() => this.#announce());
    this.#keepAlive = setInterval(() => this.#send(": still here\n\n"), KEEP_ALIVE_MS).unref();
  }

  get version(): number {
    return this.#version;
  }

  /** Keeps the response open as a stream of events until the page leaves. */
  connect(response: ServerResponse): void {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.write(`retry: 1000\n${eventText("hello", this.#version)}`);
    this.#pages.add(response);
    response.on("close", () => this.#pages.delete(response));
    if (this.#unsubscribe === undefined && this.#poll === undefined) this.#schedulePoll(0);
  }

  /** Ends every stream; resolves when no question to the ledger is under way. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#unsubscribe?.();
    clearInterval(this.#keepAlive);
    clearTimeout(this.#poll);
    for (const page of this.#pages) page.end();
    this.#pages.clear();
    await this.#asking;
  }

  #announce(): void {
    this.#version += 1;
    this.#send(eventText("loaded", this.#version));
  }

  #send(text: string): void {
    for (const page of this.#pages) page.write(text);
  }

  #schedulePoll(afterMs: number): void {
    if (this.#isClosed) return;
    this.#poll = setTimeout(() => {
      this.#asking = this.#askLedger();
    }, afterMs);
    this.#poll.unref();
  }

  /** Asks only while someone looks: each question of a reader may open the warehouse's file. */
  async #askLedger(): Promise<void> {
    if (this.#pages.size === 0) {
      this.#poll = undefined;
      return;
    }
    try {
      const ledger = await readLedgerState(this.reader);
      // Also at the first look: what a page has drawn already may be older than it.
      if (ledger !== this.#ledger) this.#announce();
      this.#ledger = ledger;
    } catch {
      // The warehouse may be changing hands between processes; the next second's question will tell.
    }
    this.#schedulePoll(POLL_MS);
  }
}

function eventText(name: "hello" | "loaded", version: number): string {
  return `event: ${name}\ndata: ${version}\n\n`;
}
