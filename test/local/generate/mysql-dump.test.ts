import { mkdtempSync, rmSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import mysql, { type Connection, type RowDataPacket } from "mysql2/promise";
import { generate, generateTickets } from "../../../local/generate";
import type { PrivateServer } from "../../../local/mariadb/private-server";
import { startMariadb } from "../../../local/mariadb/start";
import { importDump } from "./import-dump";

const OPTIONS = { days: 3, tickets: 2_000, seed: 3 };

describe("a generated folder", () => {
  let folder: string;
  let server: PrivateServer;
  let connection: Connection;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "careplus-generate-"));
    server = await startMariadb({ dir: join(folder, "mariadb") });
    connection = await mysql.createConnection({ uri: server.url, charset: "utf8mb4" });
    await connection.query("CREATE DATABASE field");
    await connection.query("USE field");
  });

  after(async () => {
    await connection?.end();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("has a dump that a MySQL server imports into just the generated rows", async () => {
    await generate({ ...OPTIONS, out: join(folder, "out") });

    await importDump(connection, join(folder, "out", "support_tickets.sql"));

    const [rows] = await connection.query<RowDataPacket[]>("SELECT * FROM support_tickets");
    const expected = [...generateTickets(OPTIONS)].map(({ row }) => row);
    // Without a key InnoDB gives the rows back in the order in which they came.
    expect(rows.map((row) => ({ ...row }))).to.deep.equal(expected);
  });

  it("has a table without key whose columns are all text", async () => {
    const [columns] = await connection.query<RowDataPacket[]>("SHOW COLUMNS FROM support_tickets");

    expect(columns).to.have.length(10);
    expect(new Set(columns.map(({ Type }) => Type))).to.deep.equal(new Set(["text"]));
    expect(new Set(columns.map(({ Key }) => Key))).to.deep.equal(new Set([""]));
  });

  it("says what is to be expected, and is the same folder for the same seed", async () => {
    const first = await generate({ ...OPTIONS, out: join(folder, "first") });
    const second = await generate({ ...OPTIONS, out: join(folder, "second") });

    const [counted] = await connection.query<RowDataPacket[]>(
      "SELECT COUNT(*) AS n FROM (SELECT DISTINCT * FROM support_tickets) d",
    );
    expect(first.tickets.rows - first.tickets.duplicates).to.equal(counted[0]!.n);
    expect(second).to.deep.equal(first);
    expect(await contents(join(folder, "second"))).to.deep.equal(await contents(join(folder, "first")));
  });
});

/** Every file below a folder, by relative path. */
async function contents(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files[path.slice(folder.length)] = (await readFile(path)).toString("base64");
  }
  return files;
}
