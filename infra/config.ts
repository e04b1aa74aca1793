import { Config, getStack, log, runtime } from "@pulumi/pulumi";
import { ConfigError } from "./config/config-error";
import { readNetwork } from "./config/network-config";
import type { PlatformConfig, SourceConfig } from "./config/platform-config";
import { requireRegion } from "./config/regions";
import { Section } from "./config/section";
import { readSource } from "./config/source-config";
import { readLimits, readLoad, readPowerBi, readTickets, readWarehouse } from "./config/workload-config";
import { requireStackName } from "./naming";

export type { PlatformConfig } from "./config/platform-config";

const OBJECTS = ["source", "network", "tickets", "logs", "warehouse", "limits", "powerBi"];
const TEXTS = ["owner", "alertEmail", "dataRetention", "destroyData", "expiresAt", "load"];
const SECRETS = ["sourcePassword", "powerBiClientSecret"];

/**
 * Reads and checks the stack's configuration, before anything is created. A short-lived stack (`pr-…`) needs none:
 * it brings its own source and deletes its data; the others must say where their tickets are.
 *
 * @throws RunError one sentence with the key, its value and what is allowed
 */
export function readConfig(): PlatformConfig {
  const stack = requireStackName(getStack());
  const isShortLived = /^pr(-|$)/.test(stack);
  const region = requireRegion(new Config("aws").get("region"));
  const config = new Config("careplus");
  const root = new Section("careplus:", rootValues(config));
  const alertEmail = root.optionalText("alertEmail", EMAIL, "an e-mail address");
  const expiresAt = root.optionalText("expiresAt", INSTANT, 'a time in UTC, e.g. "2026-11-28T08:00:00Z"');
  const source = readSource(sourceSection(root, isShortLived), config);
  const powerBi = readPowerBi(root.section("powerBi"), config);
  const section = (name: string): Section => root.section(name) ?? new Section(root.key(name), {});
  const read = {
    stack,
    region,
    owner: root.text("owner", /^[\w .@-]{1,64}$/, "a name of at most 64 letters", "data-platform"),
    isDataKept: readIsDataKept(root, { isShortLived, source }),
    source,
    network: readNetwork(section("network"), region),
    tickets: readTickets(section("tickets")),
    logs: readLogs(section("logs")),
    load: readLoad(root),
    warehouse: readWarehouse(section("warehouse")),
    limits: readLimits(section("limits")),
    ...(alertEmail !== undefined && { alertEmail }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(powerBi !== undefined && { powerBi }),
  };
  root.requireNothingElse([...TEXTS, ...OBJECTS, ...SECRETS].join(", "));
  return read;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/**
 * Data goes only when two switches say so: `dataRetention` in the stack's file and `destroyData`, which a command sets
 * (docs/decisions/060-two-switches-before-data-goes.md). A short-lived stack that made all of its tickets itself has
 * nothing to lose: there the second one is on from the start.
 */
function readIsDataKept(
  root: Section,
  { isShortLived, source }: { readonly isShortLived: boolean; readonly source: SourceConfig },
): boolean {
  const isGenerated = isShortLived && source.kind === "managed";
  const retention = root.choice("dataRetention", ["keep", "destroy"], isShortLived ? "destroy" : "keep");
  const isAsked = root.optionalChoice("destroyData", ["true", "false"]);
  if (isAsked === "true" && retention === "keep")
    throw new ConfigError(
      root.key("destroyData"),
      true,
      `false while ${root.key("dataRetention")} is "keep"`,
    );
  const isReleased = isAsked === undefined ? isGenerated : isAsked === "true";
  return retention === "keep" || !isReleased;
}

function readLogs(section: Section): PlatformConfig["logs"] {
  // An event source's ceiling begins at 2.
  const maximumConcurrency = section.integer("maximumConcurrency", 2, 1_000, 10);
  const codec = section.choice("codec", ["GZIP", "ZSTD"], "GZIP");
  section.requireNothingElse("maximumConcurrency, codec");
  if (codec === "ZSTD")
    log.warn(
      `${section.key("codec")} is "ZSTD", which Athena and Spark read: of Redshift's COPY only GZIP and SNAPPY are documented.`,
    );
  return { maximumConcurrency, codec };
}

function sourceSection(root: Section, isShortLived: boolean): Section {
  const section = root.section("source");
  if (section !== undefined) return section;
  if (isShortLived) return new Section(root.key("source"), { kind: "managed" });
  throw new ConfigError(root.key("source"), undefined, 'an object whose kind is "managed" or "existing"');
}

/** Everything below `careplus:` but the secrets; unknown keys included, so that a misspelt one is found. */
function rootValues(config: Config): Record<string, unknown> {
  const prefix = `${config.name}:`;
  const names = Object.keys(runtime.allConfig())
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))
    .filter((name) => !SECRETS.includes(name));
  return Object.fromEntries(
    names.map((name) => [name, OBJECTS.includes(name) ? config.getObject<unknown>(name) : config.get(name)]),
  );
}
