-- Takes out the positions that the batch sets anew. Idempotent by source_object, with insert_log_positions.
delete from ops.log_positions
where source_object in (
  select source_object
  from stg_loads
  where resume_at is not null
)
