-- Keeps the newest 10,000 checks, in whole runs: a watching platform makes some every two seconds.
-- Idempotent: what was deleted once is not there again.
delete from ops.reconciliation
where checked_at < (
  select min(newest.checked_at)
  from (
    select checked_at
    from ops.reconciliation
    order by checked_at desc
    limit 10000
  ) as newest
)
