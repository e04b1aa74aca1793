-- Each distinct row also as one text, a JSON object of its eleven raw values, and the hash of that text.
-- NULL differs from '' in it, and no value can be mistaken for two. Reads stg_distinct_tickets.
with records as (
  select
    *,
    to_json(
      named_struct(
        'ticket_id', ticket_id,
        'created_at', created_at,
        'resolved_at', resolved_at,
        'agent', agent,
        'priority', priority,
        'num_interactions', num_interactions,
        'IssUeCat', IssUeCat,
        'channel', channel,
        'status', status,
        'agent_feedback', agent_feedback,
        'updated_at', updated_at
      ),
      map('ignoreNullFields', 'false')
    ) as raw_record
  from stg_distinct_tickets
)

select
  *,
  md5(raw_record) as row_hash
from records
