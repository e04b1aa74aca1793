-- Each distinct row with its values typed and typing errors corrected; what is not of its type is NULL here and is
-- judged next. Words compare in any letter case, and İ is no i: engines disagree on lowering it.
-- Reads stg_local_times, extraction.
with local_rows as (
  select
    *,
    lower(replace(priority_text, 'İ', '?')) as priority_word,
    lower(replace(channel_text, 'İ', '?')) as channel_word,
    lower(replace(status_text, 'İ', '?')) as status_word
  from stg_local_times
)

select
  source_row,
  copies,
  row_hash,
  raw_record,
  ticket_id,
  created_text,
  resolved_text,
  priority_text,
  interactions_text,
  status_text,
  to_utc_timestamp(created_local, time_zone) as created_at,
  to_utc_timestamp(resolved_local, time_zone) as resolved_at,
  to_utc_timestamp(updated_local, time_zone) as updated_at,
  agent,
  case
    when priority_word in ('low', 'lw') then 'Low'
    when priority_word in ('medium', 'medum') then 'Medium'
    when priority_word in ('high', 'hgh') then 'High'
  end as priority,
  case
    when interactions_text like '-%' then null
    when cast(try_cast(interactions_text as int) as string) = interactions_text then try_cast(interactions_text as int)
    when translate(interactions_text, '0123456789', '') = '' then try_cast(interactions_text as int)
  end as num_interactions,
  issue_category,
  case channel_word
    when 'email' then 'Email'
    when 'chat' then 'Chat'
    when 'phone' then 'Phone'
    when 'web form' then 'Web Form'
    else channel_text
  end as channel,
  case status_word
    when 'open' then 'Open'
    when 'resolved' then 'Resolved'
    when 'escalated' then 'Escalated'
  end as status,
  agent_feedback
from local_rows
cross join extraction
