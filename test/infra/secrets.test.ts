import { expect } from "chai";
import { find, inputsOf } from "./find";
import { FULL_STACK } from "./full-stack";
import { programOf, stackFile } from "./program";

describe("secrets", () => {
  it("are kept as secrets, encrypted by the platform's key", async () => {
    const full = await programOf(FULL_STACK);

    const version = find(full, "aws:secretsmanager/secretVersion:SecretVersion", "power-bi");

    expect(version.inputs).to.deep.equal({ secretId: "Secret(power-bi).id", secretString: "s3cret" });
    expect(version.isSecret("secretString")).to.equal(true);
    expect(inputsOf(full, "aws:secretsmanager/secret:Secret")["power-bi"]).to.include({
      name: "careplus-dev-power-bi",
      kmsKeyId: "Key(data).arn",
      recoveryWindowInDays: 30,
    });
  });

  it("of a source with user and password become one that the connection names", async () => {
    const run = await programOf({
      ...stackFile("prod", { "careplus:source": { kind: "existing", host: "db", user: "reader" } }),
      secrets: { "careplus:sourcePassword": "hunter2" },
    });

    const version = find(run, "aws:secretsmanager/secretVersion:SecretVersion", "tickets");

    expect(version.inputs.secretString).to.equal('{"username":"reader","password":"hunter2"}');
    expect(version.isSecret("secretString")).to.equal(true);
    expect(inputsOf(run, "aws:glue/connection:Connection").tickets?.connectionProperties).to.deep.equal({
      JDBC_CONNECTION_URL: "jdbc:mysql://db:3306/careplus",
      SECRET_ID: "Secret(tickets).arn",
      JDBC_ENFORCE_SSL: "true",
    });
  });
});
