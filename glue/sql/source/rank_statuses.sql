-- Rows of the source, each with the ticket that it is of and the rank of its status, for count_tickets.sql and for
-- readers that count while they read. Runs on MySQL and MariaDB. Both are trimmed as the row rules trim them and
-- compared as bytes, as MySQL's collations take "é" for "e"; of a ticket's statuses that of the highest rank counts.
-- Names that begin with `the_` stand for the source's rows and columns.
select
  source_rows.*,
  cast(
    regexp_replace(
      convert(source_rows.the_ticket_id using utf8mb4), _utf8mb4 x'5E5B20090A0DC2A05D2B7C5B20090A0DC2A05D2B24', ''
    ) as binary
  ) as ticket,
  case cast(
    lower(
      regexp_replace(
        convert(source_rows.the_status using utf8mb4), _utf8mb4 x'5E5B20090A0DC2A05D2B7C5B20090A0DC2A05D2B24', ''
      )
    ) as binary
  )
    when 'resolved' then 3
    when 'escalated' then 2
    when 'open' then 1
    else 0
  end as status_rank
from the_rows as source_rows
