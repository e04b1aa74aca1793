-- Share of entries that are flagged as errors, and the 95th percentile of response times, for each of the last 30 days.
select
  log_date,
  count(*) as entries,
  100.0 * count_if(is_error) / count(*) as error_percent,
  approx_percentile(response_time_ms, 0.95) as p95_response_time_ms
from log_entries
where log_date > current_date - interval '30' day
group by log_date
order by log_date
