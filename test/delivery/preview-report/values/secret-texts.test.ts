import { expect } from "chai";
import { SecretTexts } from "../../../../delivery/preview-report/values/secret-texts";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

describe("secrets of a preview", () => {
  for (const [name, inputs, secret] of [
    ["marked, with its value", { url: { [SIGNATURE]: SECRET, value: "s3cr" } }, "s3cr"],
    ["marked, with its value as JSON", { url: { [SIGNATURE]: SECRET, plaintext: '"s3cr\\nx"' } }, "s3cr\nx"],
    [
      "marked, with an object in it",
      { url: { [SIGNATURE]: SECRET, value: { a: ["deep-one"] } } },
      "deep-one",
    ],
    ["under the name of a password", { database: { masterPassword: "hunter2hunter2" } }, "hunter2hunter2"],
    ["under the name of a token", { oauthToken: "tok-12345678" }, "tok-12345678"],
    ["under the name of a secret", { list: [{ clientSecret: "abcdefgh" }] }, "abcdefgh"],
  ] as const) {
    it(`are hidden everywhere when they are ${name}`, () => {
      const secrets = new SecretTexts();
      secrets.gather(inputs);

      expect(secrets.hide(`before ${secret} after`)).to.equal("before [secret] after");
    });
  }

  for (const [form, text] of [
    ["inside JSON", String.raw`{"p":"pass\"wörd/1"}`],
    ["inside an address", "user=pass%22w%C3%B6rd%2F1"],
    ["as base64", "cGFzcyJ3w7ZyZC8x"],
  ] as const) {
    it(`are hidden ${form}, too`, () => {
      const secrets = new SecretTexts();
      secrets.gather({ url: { [SIGNATURE]: SECRET, value: 'pass"wörd/1' } });

      const hidden = secrets.hide(text);

      expect(hidden).to.contain("[secret]");
      expect(hidden).not.to.match(/pass|cGFzc/);
    });
  }

  it("are the longest ones first", () => {
    const secrets = new SecretTexts();
    secrets.gather({ aPassword: "hunter2hunter2", bPassword: "hunter2hunter2hunter2" });

    expect(secrets.hide("hunter2hunter2hunter2")).to.equal("[secret]");
  });

  it("are not the names and ARNs of secrets, nor short words", () => {
    const secrets = new SecretTexts();
    secrets.gather({
      secretName: "careplus/mysql",
      secretArn: "arn:aws:secretsmanager:x",
      passwordLength: "short",
    });

    expect(secrets.hide("careplus/mysql arn:aws:secretsmanager:x short")).to.equal(
      "careplus/mysql arn:aws:secretsmanager:x short",
    );
  });

  for (const [name, text, hidden] of [
    ["an AWS access key", "key AKIAIOSFODNN7EXAMPLE!", "key [secret]!"],
    ["a private key", "-----BEGIN RSA PRIVATE KEY-----\nabc", "[secret]"],
    ["a signed token", "Bearer eyJhbGciOi.eyJzdWIi.c2ln", "Bearer [secret]"],
    ["a user in an address", "mysql://careplus:pw@host/db", "mysql://[secret]@host/db"],
    ["an assignment", "jdbc?user=a&password=pw123&x=1", "jdbc?user=a&password=[secret]&x=1"],
    ["an assignment in JSON", '{"dbPassword":"pw123"}', '{"dbPassword":"[secret]"}'],
  ] as const) {
    it(`are guessed from the form of ${name}`, () => {
      expect(new SecretTexts().hide(text)).to.equal(hidden);
    });
  }
});
