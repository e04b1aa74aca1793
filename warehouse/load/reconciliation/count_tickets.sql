-- The warehouse's side of what glue/sql/source/count_tickets.sql asks the source, one row: the tickets that are known,
-- by a valid row or not, the sum of the first 28 bits of their ids' MD5, and how many have which status. A ticket that
-- never had a valid row has the status of its rejected ones. Unsettled are those whose status at the source may rightly
-- be another one: rejected rows beside a valid one, or rejected rows of no or of several statuses. Changes nothing.
with rejected_rows as (
  select
    record_key as ticket_id,
    case lower(trim(split_part(split_part(raw_record, '"status":"', 2), '"', 1)))
      when 'resolved' then 3
      when 'escalated' then 2
      when 'open' then 1
      else 0
    end as status_rank
  from ops.quarantine
  where dataset = 'tickets' and record_key is not null
),

rejected as (
  select
    ticket_id,
    max(status_rank) as strongest,
    min(status_rank) as weakest
  from rejected_rows
  group by ticket_id
),

known as (
  select
    md5(coalesce(fact_ticket.ticket_id, rejected.ticket_id)) as id_hash,
    case fact_ticket.status
      when 'Resolved' then 3
      when 'Escalated' then 2
      when 'Open' then 1
      else rejected.strongest
    end as status_rank,
    case
      when rejected.ticket_id is null then 0
      when fact_ticket.ticket_id is not null then 1
      when rejected.strongest = 0 or rejected.strongest <> rejected.weakest then 1
      else 0
    end as unsettled
  from fact_ticket
  full outer join rejected on rejected.ticket_id = fact_ticket.ticket_id
)

select
  count(*) as all_tickets,
  cast(
    coalesce(
      sum(
        (position(substring(id_hash, 1, 1) in '0123456789abcdef') - 1) * 16777216
        + (position(substring(id_hash, 2, 1) in '0123456789abcdef') - 1) * 1048576
        + (position(substring(id_hash, 3, 1) in '0123456789abcdef') - 1) * 65536
        + (position(substring(id_hash, 4, 1) in '0123456789abcdef') - 1) * 4096
        + (position(substring(id_hash, 5, 1) in '0123456789abcdef') - 1) * 256
        + (position(substring(id_hash, 6, 1) in '0123456789abcdef') - 1) * 16
        + (position(substring(id_hash, 7, 1) in '0123456789abcdef') - 1)
      ),
      0
    ) as bigint
  ) as key_hash_sum,
  count(case when status_rank = 3 then 1 end) as resolved_tickets,
  count(case when status_rank = 2 then 1 end) as escalated_tickets,
  count(case when status_rank = 1 then 1 end) as open_tickets,
  cast(coalesce(sum(unsettled), 0) as bigint) as unsettled_tickets
from known
