-- Every version of one ticket that was ever extracted; put its number in the place of the question mark.
select
  extracted_at,
  status,
  resolved_at,
  agent,
  priority,
  num_interactions,
  source_object
from ticket_versions
where ticket_id = ?
order by extracted_at
