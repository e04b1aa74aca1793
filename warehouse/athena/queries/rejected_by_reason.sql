-- How many records break each rule, for tickets and for logs; one that breaks several counts for each.
with rejected as (
  select
    'tickets' as dataset,
    reasons
  from ticket_quarantine
  union all
  select
    'logs' as dataset,
    reasons
  from log_quarantine
)

select
  rejected.dataset,
  single.reason,
  count(*) as records
from rejected
cross join unnest(rejected.reasons) as single (reason)
group by rejected.dataset, single.reason
order by records desc
