-- Each distinct row with its blanks trimmed (space, tab, line ends, no-break space) and empty text made NULL.
-- Reads raw_tickets, stg_distinct_tickets.
with distinct_rows as (
  select
    row_hash,
    source_row
  from stg_distinct_tickets
),

source_rows as (
  select
    *,
    chr(32) || chr(9) || chr(10) || chr(13) || chr(160) as blanks
  from raw_tickets
)

select
  distinct_rows.source_row,
  distinct_rows.row_hash,
  nullif(btrim(ticket_id, blanks), '') as ticket_id,
  nullif(btrim(created_at, blanks), '') as created_text,
  nullif(btrim(resolved_at, blanks), '') as resolved_text,
  nullif(btrim(agent, blanks), '') as agent,
  nullif(btrim(priority, blanks), '') as priority_text,
  nullif(btrim(num_interactions, blanks), '') as interactions_text,
  nullif(btrim(IssUeCat, blanks), '') as issue_category,
  nullif(btrim(channel, blanks), '') as channel_text,
  nullif(btrim(status, blanks), '') as status_text,
  case when btrim(agent_feedback, blanks) <> '' then agent_feedback end as agent_feedback,
  nullif(btrim(updated_at, blanks), '') as updated_text
from source_rows
inner join distinct_rows on distinct_rows.source_row = source_rows.source_row
