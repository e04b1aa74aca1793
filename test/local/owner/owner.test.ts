import { spawnSync } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { askOwner } from "../../../local/owner/owner-client";
import { findOwner, type Owner, writeOwner } from "../../../local/owner/owner-file";
import { type OwnerWarehouse, serveOwner } from "../../../local/owner/owner-server";
import { CareplusError } from "../../../runtime/errors";
import { type TemporaryFolder, temporaryFolder } from "../../fixtures/temporary-folder";

/** Gives back what it was asked. */
const warehouse: OwnerWarehouse = {
  query: async (sql, params = []) => [{ asked: sql, params: params.join() }],
  queryReadOnly: async (sql) => {
    if (sql.startsWith("drop")) throw new CareplusError("not_a_query", "only queries are run");
    return [{ asked_by_user: sql }];
  },
};

describe("the owner of a state folder", () => {
  let folder: TemporaryFolder;
  let owner: { close(): Promise<void> };

  beforeEach(async () => {
    folder = await temporaryFolder();
    owner = await serveOwner(folder.path, warehouse);
  });
  afterEach(async () => {
    await owner.close();
    await folder.remove();
  });

  const ownerFile = async (): Promise<Owner> =>
    JSON.parse(await readFile(join(folder.path, "owner.json"), "utf8")) as Owner;

  it("answers another process, and tells a user's SQL from the platform's", async () => {
    const ours = await askOwner(folder.path, { sql: "select ?", params: ["a"] });
    const theirs = await askOwner(folder.path, { sql: "select 1", user: true });

    expect(ours).to.deep.equal([{ asked: "select ?", params: "a" }]);
    expect(theirs).to.deep.equal([{ asked_by_user: "select 1" }]);
  });

  it("hands on the code and the sentence of a fault", async () => {
    const fault = await askOwner(folder.path, { sql: "drop table x", user: true }).catch(
      (error: unknown) => error,
    );

    expect(fault).to.be.instanceOf(CareplusError);
    expect(fault).to.include({ code: "not_a_query", message: "only queries are run" });
  });

  it("refuses whoever does not hold the token, which only the folder's user can read", async () => {
    const { url, token } = await ownerFile();
    const ask = (authorization: string): Promise<Response> =>
      fetch(url, { method: "POST", headers: { authorization }, body: JSON.stringify({ sql: "select 1" }) });

    expect((await ask("")).status).to.equal(401);
    expect(
      (await ask(`Bearer ${token.replace(/./, (first) => (first === "0" ? "1" : "0"))}`)).status,
    ).to.equal(401);
    expect((await stat(join(folder.path, "owner.json"))).mode & 0o077).to.equal(0);
  });

  it("listens on the loopback address only", async () => {
    expect((await ownerFile()).url).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it("refuses a question of more than 4 MiB, and says so", async () => {
    const fault = await askOwner(folder.path, { sql: "x".repeat((4 << 20) + 1) }).catch(
      (error: unknown) => error,
    );

    expect(fault).to.be.instanceOf(CareplusError);
    expect(fault).to.include({ code: "query_too_large", message: "the query is longer than 4 MiB" });
  });

  it("answers a question that is no JSON as the asker's fault, and goes on", async () => {
    const { url, token } = await ownerFile();

    const response = await fetch(url, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: "{",
    });

    expect(response.status).to.equal(400);
    expect(await askOwner(folder.path, { sql: "select 1" })).to.deep.equal([
      { asked: "select 1", params: "" },
    ]);
  });

  it("is none once it has closed, or when the process that left its file is dead", async () => {
    const { pid } = spawnSync("true");
    const other = await temporaryFolder();
    await writeOwner(other.path, { pid, url: "http://127.0.0.1:1", token: "t" });
    await owner.close();

    expect(await findOwner(folder.path)).to.equal(undefined);
    expect(await findOwner(other.path)).to.equal(undefined);
    expect(await askOwner(other.path, { sql: "select 1" })).to.equal(undefined);
    await other.remove();
  });

  it("is passed over when it ended without a word while its number went to another process", async () => {
    const other = await temporaryFolder();
    await writeOwner(other.path, { pid: process.pid, url: "http://127.0.0.1:1", token: "t" });

    expect(await askOwner(other.path, { sql: "select 1" })).to.equal(undefined);
    await other.remove();
  });
});
