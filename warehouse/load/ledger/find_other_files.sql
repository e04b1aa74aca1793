-- Files of the processed zone that hold rows of the dataset's other loaded versions. Changes nothing.
with batch as (
  select distinct dataset
  from stg_loads
)

select
  ops.load_files.source_object,
  ops.load_files.source_version,
  ops.load_files.file_key
from ops.load_files
inner join batch on batch.dataset = ops.load_files.dataset
left join stg_loads
  on stg_loads.source_object = ops.load_files.source_object
  and stg_loads.source_version = ops.load_files.source_version
where
  stg_loads.source_object is null
  and left(ops.load_files.file_key, 10) = 'processed/'
order by ops.load_files.file_key
