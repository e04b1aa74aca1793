-- Takes out the fact rows that a staged version replaces, and those that the object which brought them gave up.
-- Idempotent by ticket_id: together with insert_changed_tickets, the same stage leaves the same rows.
delete from fact_ticket
where ticket_id in (
  select stg_tickets.ticket_id
  from stg_tickets
  left join stg_skipped_tickets
    on stg_skipped_tickets.ticket_id = stg_tickets.ticket_id
    and stg_skipped_tickets.source_object = stg_tickets.source_object
    and stg_skipped_tickets.row_hash = stg_tickets.row_hash
  where stg_skipped_tickets.ticket_id is null
  union all
  select ticket_id
  from stg_lost_tickets
)
