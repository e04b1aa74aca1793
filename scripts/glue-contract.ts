import { TICKET_RULE_VERSION, TICKET_SOURCE_COLUMNS } from "../runtime/contracts/tickets";

/** The Python module that tells the Glue jobs what the contracts say. */
export function glueContract(): string {
  const columns = TICKET_SOURCE_COLUMNS.map(
    ({ name, required }) => `    "${name}": ${required ? "True" : "False"},\n`,
  );
  return `"""What runtime/contracts/tickets.ts says, for the jobs. Written by \`npm run generate:glue\`; do not edit."""

# Columns of the source table, and whether it must have them.
SOURCE_COLUMNS = {
${columns.join("")}}

RULE_VERSION = "${TICKET_RULE_VERSION}"
`;
}
