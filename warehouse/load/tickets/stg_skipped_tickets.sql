-- Staged versions that do not go into fact_ticket: outranked ones, and those that stand there already.
create temp table stg_skipped_tickets as
select
  ticket_id,
  source_object,
  row_hash
from stg_outranked_tickets
union
select
  ticket_id,
  source_object,
  row_hash
from stg_unchanged_tickets
