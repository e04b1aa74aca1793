-- One row a ticket that the tickets or the logs know of: what leads from a ticket to its log entries.
create or replace view rpt.ticket_numbers as
select ticket_id
from fact_ticket
union
select ticket_id
from fact_log_entry
where ticket_id is not null
