-- Each distinct row with the row rules it breaks, in the rules' order, joined by commas; '' for a valid row, whose
-- raw record nobody needs any more. Reads stg_typed_tickets.
with judged_rows as (
  select
    *,
    concat_ws(
      ',',
      case when ticket_id is null then 'missing_ticket_id' end,
      case when created_text is null then 'missing_created_at' when created_at is null then 'bad_created_at' end,
      case when resolved_text is not null and resolved_at is null then 'bad_resolved_at' end,
      case when resolved_at < created_at then 'resolved_before_created' end,
      case when status_text is null then 'missing_status' when status is null then 'unknown_status' end,
      case when status = 'Resolved' and resolved_text is null then 'resolved_without_resolved_at' end,
      case when status = 'Open' and resolved_text is not null then 'open_with_resolved_at' end,
      case when priority_text is null then 'missing_priority' when priority is null then 'unknown_priority' end,
      case
        when interactions_text = '-999999' then 'num_interactions_unknown'
        when num_interactions is null then 'bad_num_interactions'
      end,
      case when agent is null then 'missing_agent' end,
      case when channel is null then 'missing_channel' end,
      case when issue_category is null then 'missing_issue_category' end
    ) as reasons
  from stg_typed_tickets
)

select
  source_row,
  copies,
  row_hash,
  ticket_id,
  created_at,
  resolved_at,
  agent,
  priority,
  num_interactions,
  issue_category,
  channel,
  status,
  agent_feedback,
  updated_at,
  reasons,
  case when reasons <> '' then raw_record end as raw_record
from judged_rows
