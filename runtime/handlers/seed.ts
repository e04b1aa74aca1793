import { RDSDataClient } from "@aws-sdk/client-rds-data";
import { requireVariable } from "../environment";
import { auroraStatements } from "../generate/aurora-statements";
import { seedTickets } from "../generate/seed-tickets";

/** Fills the stack's own MySQL with generated tickets, unless it has some. */
export async function handler({ tickets }: { readonly tickets: number }): Promise<{ readonly rows: number }> {
  const mysql = auroraStatements(new RDSDataClient({}), {
    resourceArn: requireVariable("CLUSTER_ARN"),
    secretArn: requireVariable("SECRET_ARN"),
    database: requireVariable("DATABASE"),
  });
  const rows = await seedTickets(mysql, { table: requireVariable("TABLE"), tickets });
  console.log({ event: "seeded", rows });
  return { rows };
}
