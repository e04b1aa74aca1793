import { type Config, RunError } from "@pulumi/pulumi";
import { ConfigError } from "./config-error";
import type {
  LimitsConfig,
  LoadConfig,
  PowerBiConfig,
  TicketsConfig,
  WarehouseConfig,
} from "./platform-config";
import { secretValue } from "./secret-value";
import type { Section } from "./section";

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SCHEDULE = /^(off|rate\([1-9]\d* (minutes?|hours?|days?)\)|cron\([^()]+\))$/;

/** Reads `careplus:tickets`: how often and how large the Glue jobs run. */
export function readTickets(section: Section): TicketsConfig {
  const schedule = section.text(
    "schedule",
    SCHEDULE,
    '"off", "rate(1 hour)" or "cron(0 5 * * ? *)"',
    "rate(1 hour)",
  );
  const timeZone = section.text("timeZone", /^\S+$/, "an IANA time zone", "UTC");
  if (!isTimeZone(timeZone))
    throw new ConfigError(section.key("timeZone"), timeZone, 'an IANA time zone, e.g. "Europe/Berlin"');
  const tickets: TicketsConfig = {
    timeZone,
    workerType: section.choice("workerType", ["G.1X", "G.2X", "G.4X"], "G.1X"),
    // Glue for Spark starts with a driver and one executor.
    workers: section.integer("workers", 2, 20, 2),
    timeoutMinutes: section.integer("timeoutMinutes", 5, 240, 30),
    ...(schedule !== "off" && { schedule }),
  };
  section.requireNothingElse("schedule, timeZone, workerType, workers, timeoutMinutes");
  return tickets;
}

/** Reads `careplus:load`. */
export function readLoad(section: Section): LoadConfig {
  const text = section.text(
    "load",
    /^(on-arrival|every \d+ minutes)$/,
    '"on-arrival" or "every N minutes"',
    "on-arrival",
  );
  if (text === "on-arrival") return { kind: "on-arrival" };
  const minutes = Number(text.split(" ")[1]);
  if (minutes < 5 || minutes > 1_440)
    throw new ConfigError(section.key("load"), text, "every 5 to 1440 minutes");
  return { kind: "every", minutes };
}

/** Reads `careplus:warehouse`: the size of Redshift Serverless and what it may use in a day. */
export function readWarehouse(section: Section): WarehouseConfig {
  const baseCapacity = section.integer("baseCapacity", 4, 512, 8);
  if (baseCapacity !== 4 && baseCapacity % 8 !== 0)
    throw new ConfigError(section.key("baseCapacity"), baseCapacity, "4 or a multiple of 8 RPUs");
  const maxCapacity = section.integer("maxCapacity", baseCapacity, 5_632, Math.max(baseCapacity, 16));
  const dailyRpuHours = section.integer("dailyRpuHours", 1, 100_000, 16);
  section.requireNothingElse("baseCapacity, maxCapacity, dailyRpuHours");
  return { baseCapacity, maxCapacity, dailyRpuHours };
}

/** Days that CloudWatch Logs offers: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTION_DAYS: readonly unknown[] = [7, 14, 30, 60, 90, 180, 365, 731];

/** Reads `careplus:limits`: what caps cost and raises alarms. */
export function readLimits(section: Section): LimitsConfig {
  const limits: LimitsConfig = {
    athenaScanGib: section.integer("athenaScanGib", 1, 10_240, 10),
    monthlyBudgetUsd: section.integer("monthlyBudgetUsd", 1, 1_000_000, 100),
    logRetentionDays: section.integer("logRetentionDays", 7, 731, 30),
    freshnessHours: section.integer("freshnessHours", 1, 168, 26),
    quarantinePercent: section.integer("quarantinePercent", 1, 100, 30),
  };
  if (!RETENTION_DAYS.includes(limits.logRetentionDays))
    throw new ConfigError(
      section.key("logRetentionDays"),
      limits.logRetentionDays,
      `one of ${RETENTION_DAYS.join(", ")}`,
    );
  section.requireNothingElse(
    "athenaScanGib, monthlyBudgetUsd, logRetentionDays, freshnessHours, quarantinePercent",
  );
  return limits;
}

/** Reads `careplus:powerBi`: the dataset that is refreshed after a load; nothing is made where it is absent. */
export function readPowerBi(section: Section | undefined, config: Config): PowerBiConfig | undefined {
  const clientSecret = secretValue(config, "powerBiClientSecret");
  if (section === undefined) return undefined;
  const id = (name: string): string => section.text(name, GUID, "a GUID in lower case");
  const ids = {
    tenantId: id("tenantId"),
    workspaceId: id("workspaceId"),
    datasetId: id("datasetId"),
    clientId: id("clientId"),
  };
  section.requireNothingElse("tenantId, workspaceId, datasetId, clientId");
  if (clientSecret === undefined)
    throw new RunError(
      "careplus:powerBiClientSecret is missing: set it with `pulumi config set --secret careplus:powerBiClientSecret`.",
    );
  return { ...ids, clientSecret };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
