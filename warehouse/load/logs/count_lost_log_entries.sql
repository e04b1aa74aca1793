-- How many entries are to be looked up in the processed zone. Changes nothing.
select count(*) as lost
from stg_lost_log_entries
