import type { StackConfig } from "../stack-engine";

export interface ShortLivedConfig {
  readonly config: StackConfig;
  /** Keys of the copied stack that a short-lived one does without. */
  readonly leftOut: readonly string[];
}

/** What a copy must not do: mail people about it, refresh somebody's Power BI dataset, load only every so often. */
const NOT_COPIED = [
  "careplus:alertEmail",
  "careplus:powerBi",
  "careplus:load",
  "careplus:expiresAt",
  "careplus:destroyData",
];

/**
 * Configuration of a short-lived stack: that of another one, with a MySQL of its own and generated tickets, with runs
 * started by hand alone, so that its database and its warehouse pause between them, and with data that may go.
 *
 * @param expiresAt when it may be taken down by whoever finds it; ISO 8601, UTC
 * @param accountId the only account that the provider may then be used with
 */
export function shortLivedConfig(
  copied: StackConfig,
  { expiresAt, accountId }: { readonly expiresAt: string; readonly accountId: string },
): ShortLivedConfig {
  const isKept = ([key, value]: readonly [string, unknown]): boolean =>
    !NOT_COPIED.includes(key) && !isEncrypted(value);
  const entries = Object.entries(copied);
  const config = {
    ...Object.fromEntries(entries.filter(isKept)),
    "aws:allowedAccountIds": [accountId],
    "careplus:source": ownSource(copied["careplus:source"]),
    "careplus:tickets": { ...objectOf(copied["careplus:tickets"]), schedule: "off" },
    "careplus:dataRetention": "destroy",
    "careplus:expiresAt": expiresAt,
  };
  const leftOut = entries.filter((entry) => !isKept(entry)).map(([key]) => key);
  return { config, leftOut };
}

/** Encrypted with the key of the other stack: of no use here. */
function isEncrypted(value: unknown): boolean {
  return "secure" in objectOf(value);
}

/** Where the copied stack reads an existing server, only how it calls its table is taken over. */
function ownSource(copied: unknown): Record<string, unknown> {
  const { database, table, seedTickets } = objectOf(copied);
  return {
    kind: "managed",
    ...(database !== undefined && { database }),
    ...(table !== undefined && { table }),
    ...(seedTickets !== undefined && { seedTickets }),
  };
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
