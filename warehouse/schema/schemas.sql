-- The schemas beside the default one, which holds the facts and dimensions. Idempotent: what is there stays.
-- Tables are generated from runtime/contracts (derive/duckdb-ddl.ts, derive/redshift-ddl.ts); views are in rpt/.
create schema if not exists ops;
create schema if not exists rpt;
