import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mysql, { type Connection } from "mysql2/promise";
import type { PrivateServer } from "../../../local/mariadb/private-server";
import { startMariadb } from "../../../local/mariadb/start";
import { FolderStore } from "../../../local/store/folder-store";
import { type ExtractOptions, extractTickets, type TicketExtraction } from "../../../local/tickets/extract";

/** A real server with the database `careplus`, and a lake beside it; one for a test file. */
export class TicketDatabase {
  lake: FolderStore;
  private runs = 0;

  private constructor(
    readonly dir: string,
    readonly server: PrivateServer,
    readonly connection: Connection,
  ) {
    this.lake = new FolderStore(join(dir, "lake-0"));
  }

  static async start(): Promise<TicketDatabase> {
    const dir = await mkdtemp(join(tmpdir(), "careplus-tickets-"));
    const server = await startMariadb({ dir: join(dir, "mariadb") });
    const connection = await mysql.createConnection({ uri: server.url, charset: "utf8mb4" });
    await connection.query("create database careplus character set utf8mb4");
    await connection.query("use careplus");
    return new TicketDatabase(dir, server, connection);
  }

  get url(): string {
    return `${this.server.url}/careplus`;
  }

  /** Forgets every table and begins an empty lake. */
  async reset(): Promise<void> {
    await this.connection.query("drop database careplus");
    await this.connection.query("create database careplus character set utf8mb4");
    await this.connection.query("use careplus");
    this.lake = new FolderStore(join(this.dir, `lake-${++this.runs}`));
  }

  /** Extracts `support_tickets`, each time a minute later than the time before. */
  extract(options: Partial<ExtractOptions> = {}): Promise<TicketExtraction> {
    const now = new Date(Date.UTC(2026, 0, 1, 0, ++this.runs));
    return extractTickets({
      mysqlUrl: this.url,
      table: "support_tickets",
      lake: this.lake,
      runId: `run-${String(this.runs).padStart(6, "0")}`,
      now,
      ...options,
    });
  }

  async stop(): Promise<void> {
    this.connection.destroy();
    await this.server.stop();
    await rm(this.dir, { recursive: true, force: true });
  }
}
