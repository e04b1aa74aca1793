-- Each distinct row with its blanks trimmed (space, tab, line ends, no-break space) and empty text made NULL: in two
-- steps, because Spark would trim each value twice in one. Reads stg_ticket_records.
with source_rows as (
  select
    *,
    chr(32) || chr(9) || chr(10) || chr(13) || chr(160) as blanks
  from stg_ticket_records
),

trimmed_rows as (
  select
    source_row,
    copies,
    row_hash,
    raw_record,
    btrim(ticket_id, blanks) as ticket_id,
    btrim(created_at, blanks) as created_text,
    btrim(resolved_at, blanks) as resolved_text,
    btrim(agent, blanks) as agent,
    btrim(priority, blanks) as priority_text,
    btrim(num_interactions, blanks) as interactions_text,
    btrim(IssUeCat, blanks) as issue_category,
    btrim(channel, blanks) as channel_text,
    btrim(status, blanks) as status_text,
    case when btrim(agent_feedback, blanks) <> '' then agent_feedback end as agent_feedback,
    btrim(updated_at, blanks) as updated_text
  from source_rows
)

select
  source_row,
  copies,
  row_hash,
  raw_record,
  nullif(ticket_id, '') as ticket_id,
  nullif(created_text, '') as created_text,
  nullif(resolved_text, '') as resolved_text,
  nullif(agent, '') as agent,
  nullif(priority_text, '') as priority_text,
  nullif(interactions_text, '') as interactions_text,
  nullif(issue_category, '') as issue_category,
  nullif(channel_text, '') as channel_text,
  nullif(status_text, '') as status_text,
  agent_feedback,
  nullif(updated_text, '') as updated_text
from trimmed_rows
