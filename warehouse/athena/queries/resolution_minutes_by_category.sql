-- How long tickets take by issue category: median, 90th percentile and mean, in minutes.
select
  issue_category,
  count(*) as tickets,
  approx_percentile(resolution_minutes, 0.5) as median_minutes,
  approx_percentile(resolution_minutes, 0.9) as p90_minutes,
  avg(resolution_minutes) as mean_minutes
from tickets
where resolved_at is not null
group by issue_category
order by median_minutes desc
