-- What the source table holds of tickets, whatever the rules say of its rows: how many there are, the sum of the first
-- 28 bits of their ids' MD5, how many have which status, and how many have rows of several. Runs on MySQL and MariaDB,
-- and either engine asks it. Ids and statuses are trimmed as the row rules trim them and compared as bytes, as MySQL's
-- collations take "é" for "e"; of several statuses Resolved counts before Escalated before Open. Names that begin with
-- `the_` stand for those at the source. local/tickets/ticket-tally.ts counts the same in rows that are read anyway.
select
  count(*) as all_tickets,
  cast(coalesce(sum(cast(conv(left(md5(ticket), 7), 16, 10) as unsigned)), 0) as signed) as key_hash_sum,
  count(case when strongest = 3 then 1 end) as resolved_tickets,
  count(case when strongest = 2 then 1 end) as escalated_tickets,
  count(case when strongest = 1 then 1 end) as open_tickets,
  count(case when strongest <> weakest then 1 end) as several_statuses
from (
  select
    ticket,
    max(status_rank) as strongest,
    min(status_rank) as weakest
  from (
    select
      cast(
        regexp_replace(
          convert(the_ticket_id using utf8mb4), _utf8mb4 x'5E5B20090A0DC2A05D2B7C5B20090A0DC2A05D2B24', ''
        ) as binary
      ) as ticket,
      case cast(
        lower(
          regexp_replace(
            convert(the_status using utf8mb4), _utf8mb4 x'5E5B20090A0DC2A05D2B7C5B20090A0DC2A05D2B24', ''
          )
        ) as binary
      )
        when 'resolved' then 3
        when 'escalated' then 2
        when 'open' then 1
        else 0
      end as status_rank
    from the_table
  ) as source_rows
  where ticket <> ''
  group by ticket
) as tickets
