import { type Config, RunError } from "@pulumi/pulumi";
import { ConfigError } from "./config-error";
import type { SourceConfig, SourceCredentials } from "./platform-config";
import { secretValue } from "./secret-value";
import type { Section } from "./section";

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,62}$/;
const HOST = /^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;

/** Reads `careplus:source`: the MySQL that holds the tickets. */
export function readSource(section: Section, config: Config): SourceConfig {
  const kind = section.choice("kind", ["managed", "existing"]);
  const database = section.text("database", NAME, "the name of a MySQL database", "careplus");
  const table = section.text("table", NAME, "the name of a MySQL table", "support_tickets");
  if (kind === "managed") {
    const seedTickets = section.integer("seedTickets", 0, 100_000, 2_000);
    section.requireNothingElse("kind, database, table, seedTickets");
    return { kind, database, table, seedTickets };
  }
  const host = section.text("host", HOST, "the host name of a MySQL server");
  const port = section.integer("port", 1, 65_535, 3_306);
  const credentials = readCredentials(section, config);
  const isTlsRequired = section.choice("tls", ["required", "off"], "required") === "required";
  section.requireNothingElse("kind, host, port, database, table, secretName, user, tls");
  return { kind, host, port, database, table, credentials, isTlsRequired };
}

function readCredentials(section: Section, config: Config): SourceCredentials {
  refusePlainPassword(section);
  const secretName = section.optionalText(
    "secretName",
    /^[A-Za-z0-9/_+=.@-]{1,512}$/,
    "the name of a secret in Secrets Manager",
  );
  const password = secretValue(config, "sourcePassword");
  if (secretName !== undefined) {
    if (password !== undefined)
      throw new RunError(
        `${section.key("secretName")} and careplus:sourcePassword are both set: keep one of them.`,
      );
    return { kind: "secret", secretName };
  }
  if (password === undefined)
    throw new ConfigError(
      section.key("secretName"),
      undefined,
      "the name of a secret with `username` and `password`, or user and careplus:sourcePassword must be set instead",
    );
  return {
    kind: "password",
    user: section.text("user", /^[^\s'"]{1,32}$/, "the name of a MySQL user"),
    password,
  };
}

function refusePlainPassword(section: Section): void {
  if (!section.names().includes("password")) return;
  throw new RunError(
    `${section.key("password")} is given in plain text: remove it, change the password, and set it with \`pulumi config set --secret careplus:sourcePassword\`.`,
  );
}
