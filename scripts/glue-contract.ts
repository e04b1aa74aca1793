import { TICKET_STEPS } from "../local/tickets/ticket-sql";
import { TICKET_RULE_VERSION, TICKET_SOURCE_COLUMNS } from "../runtime/contracts/tickets";

/** The Python module that tells the Glue jobs what the contracts say, and the order of the SQL's steps. */
export function glueContract(): string {
  const columns = TICKET_SOURCE_COLUMNS.map(
    ({ name, required }) => `    "${name}": ${required ? "True" : "False"},\n`,
  );
  const steps = TICKET_STEPS.map((step) => `    "${step}",\n`);
  return `"""What runtime/contracts/tickets.ts and local/tickets/ticket-sql.ts say, for the jobs.

Written by \`npm run generate:glue\`; do not edit.
"""

# Columns of the source table, and whether it must have them.
SOURCE_COLUMNS = {
${columns.join("")}}

RULE_VERSION = "${TICKET_RULE_VERSION}"

# The steps of glue/sql/tickets: each reads only those before it and the inputs.
TICKET_STEPS = (
${steps.join("")})
`;
}
