-- Fails when rows are to be looked up that were not when the batch was staged: a text that is no number cannot be cast.
select cast(case when count(*) = 0 then '0' else 'lost rows' end as integer) as lost
from stg_lost_log_entries
