-- What the SQL of this folder uses of Spark SQL and DuckDB lacks. Run once per connection, before any other file.
-- Each statement is idempotent. Spark runs the same files without this one, with spark.sql.session.timeZone=UTC.

-- Microseconds since 1970-01-01 00:00 UTC.
create or replace temp macro unix_micros(instant) as epoch_us(instant);

-- The UTC time of a local time. A local time that occurs twice (clocks set back) is the first of the two, as in Spark;
-- one that does not occur (clocks set forward) moves forward by the gap, as in Spark. Clocks move by 30 or 60 minutes.
create or replace temp macro to_utc_timestamp(local_time, zone) as
  case
    when zone = 'UTC' then local_time
    when timezone(zone, timezone(zone, local_time) - interval 60 minutes) = local_time
      then timezone('UTC', timezone(zone, local_time) - interval 60 minutes)
    when timezone(zone, timezone(zone, local_time) - interval 30 minutes) = local_time
      then timezone('UTC', timezone(zone, local_time) - interval 30 minutes)
    else timezone('UTC', timezone(zone, local_time))
  end;

-- Whether a part of the text has the form of the pattern.
create or replace temp macro regexp_like(text, pattern) as regexp_matches(text, pattern);

-- Text without the given characters at its ends. DuckDB's own trim takes five times as long as these comparisons,
-- which tell for nearly every value that nothing is to be trimmed. `blanks` are the ones that the rules name.
create or replace temp macro btrim(text, blanks) as
  case
    when prefix(text, ' ') or suffix(text, ' ') or prefix(text, chr(9)) or suffix(text, chr(9))
      or prefix(text, chr(10)) or suffix(text, chr(10)) or prefix(text, chr(13)) or suffix(text, chr(13))
      or prefix(text, chr(160)) or suffix(text, chr(160))
      then trim(text, blanks)
    else text
  end;

-- A record of eleven named values, and its JSON text with NULLs written out.
create or replace temp macro named_struct(
  n1, v1, n2, v2, n3, v3, n4, v4, n5, v5, n6, v6, n7, v7, n8, v8, n9, v9, n10, v10, n11, v11
) as json_object(
  cast(n1 as varchar), v1, cast(n2 as varchar), v2, cast(n3 as varchar), v3, cast(n4 as varchar), v4,
  cast(n5 as varchar), v5, cast(n6 as varchar), v6, cast(n7 as varchar), v7, cast(n8 as varchar), v8,
  cast(n9 as varchar), v9, cast(n10 as varchar), v10, cast(n11 as varchar), v11
);
create or replace temp macro to_json(record, options) as cast(record as varchar);
