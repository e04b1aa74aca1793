"""What runtime/contracts/tickets.ts says, for the jobs. Written by `npm run generate:glue`; do not edit."""

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
