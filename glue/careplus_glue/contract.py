"""What runtime/contracts/tickets.ts and local/tickets/ticket-sql.ts say, for the jobs.

Written by `npm run generate:glue`; do not edit.
"""

# Columns of the source table, and whether it must have them.
SOURCE_COLUMNS = {
    "ticket_id": True,
    "created_at": True,
    "resolved_at": True,
    "agent": True,
    "priority": True,
    "num_interactions": True,
    "IssUeCat": True,
    "channel": True,
    "status": True,
    "agent_feedback": False,
    "updated_at": False,
}

RULE_VERSION = "tickets-1"

# The steps of glue/sql/tickets: each reads only those before it and the inputs.
TICKET_STEPS = (
    "stg_distinct_tickets",
    "stg_ticket_records",
    "stg_clean_tickets",
    "stg_local_times",
    "stg_typed_tickets",
    "stg_judged_tickets",
    "tickets",
    "ticket_quarantine",
)
