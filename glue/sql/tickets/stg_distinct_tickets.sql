-- Exact duplicates collapse into the first of them. Reads stg_ticket_records.
select
  row_hash,
  min(source_row) as source_row
from stg_ticket_records
group by row_hash
