-- What the source table holds of tickets, whatever the rules say of its rows: how many there are, the sum of the first
-- 28 bits of their ids' MD5, how many have which status, and how many have rows of several. Either engine asks it where
-- it does not read every row; `the_ranked_rows` stands for rank_statuses.sql over the table.
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
  from the_ranked_rows
  where ticket <> ''
  group by ticket
) as tickets
