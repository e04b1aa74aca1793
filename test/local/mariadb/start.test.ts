import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import mysql from "mysql2/promise";
import { findMariadb } from "../../../local/mariadb/find-server";
import { startMariadb } from "../../../local/mariadb/start";
import { CareplusError } from "../../../runtime/errors";
import { eachHasFolder } from "../../fixtures/temporary-folder";

describe("a private MariaDB", () => {
  let dir = "";

  eachHasFolder((path) => {
    dir = path;
  });

  it("accepts connections when started, and none after it was stopped", async () => {
    const server = await startMariadb({ dir });

    const connection = await mysql.createConnection(server.url);
    const [rows] = await connection.query("select 1 as one");
    await connection.end();
    await server.stop();

    expect(rows).to.deep.equal([{ one: 1 }]);
    const refused = await mysql.createConnection(server.url).catch((error: Error) => error);
    expect(refused).to.have.property("code", "ECONNREFUSED");
  });

  it("keeps its data from one start to the next", async () => {
    const first = await startMariadb({ dir });
    const writer = await mysql.createConnection(first.url);
    await writer.query("create database kept");
    await writer.end();
    await first.stop();

    const second = await startMariadb({ dir });
    const reader = await mysql.createConnection(second.url);
    const [rows] = await reader.query("show databases like 'kept'");
    await reader.end();
    await second.stop();

    expect(rows).to.have.length(1);
  });

  it("keeps its port from one start to the next, unless it was taken meanwhile", async () => {
    const first = await startMariadb({ dir });
    await first.stop();
    const second = await startMariadb({ dir });
    await second.stop();
    const occupant = createServer().listen(first.port, "127.0.0.1");
    await once(occupant, "listening");

    const third = await startMariadb({ dir });
    await third.stop();
    occupant.close();

    expect(second.port).to.equal(first.port);
    expect(third.port).to.not.equal(first.port);
  });

  it("writes its log into its folder and may be stopped twice", async () => {
    const server = await startMariadb({ dir });

    await server.stop();
    await server.stop();

    expect(existsSync(join(dir, "mariadb.log"))).to.equal(true);
  });

  it("says why and where to look when it cannot start", async () => {
    const occupant = createServer();
    await new Promise<void>((resolve) => occupant.listen(0, "127.0.0.1", resolve));
    const { port } = occupant.address() as { port: number };

    const fault = await startMariadb({ dir, port }).catch((error: unknown) => error);
    occupant.close();

    expect(fault).to.be.instanceOf(CareplusError);
    expect((fault as CareplusError).message).to.match(/^MariaDB did not start: .*mariadb\.log/);
  });

  it("is looked for on the PATH and in the system's sbin folders", () => {
    const found = findMariadb("");

    expect(found?.server).to.match(/\/(mariadbd|mysqld)$/);
    expect(found?.installer).to.match(/\/(mariadb-install-db|mysql_install_db)$/);
  });
});
