import type * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import type { Platform } from "../platform";
import { athenaSql } from "./view";

/** Questions people ask of this data; each is `warehouse/athena/queries/<name>.sql`. */
export const SAVED_QUERIES = [
  "open_high_priority_tickets",
  "resolution_minutes_by_category",
  "ticket_history",
  "entries_of_a_ticket",
  "slowest_entries_of_a_day",
  "error_share_by_day",
  "rejected_by_reason",
] as const;

export function createSavedQueries(
  { naming }: Platform,
  database: pulumi.Input<string>,
  workgroup: pulumi.Input<string>,
  parent: pulumi.Resource,
): void {
  for (const name of SAVED_QUERIES) {
    const query = athenaSql(`queries/${name}`);
    const description = query.split("\n")[0]?.replace(/^-- /, "") ?? "";
    new aws.athena.NamedQuery(
      name.replaceAll("_", "-"),
      { name: naming.name(name.replaceAll("_", "-")), description, database, workgroup, query },
      { parent },
    );
  }
}
