-- How many tickets are to be looked up in the processed zone. Changes nothing.
select count(*) as lost
from stg_lost_tickets
