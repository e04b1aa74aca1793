import {
  type Dataset,
  DIM_AGENT,
  DIM_DATE,
  FACT_LOG_ENTRY,
  FACT_TICKET,
  OPS_LOAD_FILES,
  OPS_LOADS,
  OPS_LOG_POSITIONS,
  OPS_QUARANTINE,
  OPS_RECONCILIATION,
  OPS_STALE_FILES,
} from "../contracts";

/** Every table of the warehouse, wherever it runs. */
export const WAREHOUSE_TABLES: readonly Dataset[] = [
  FACT_TICKET,
  FACT_LOG_ENTRY,
  DIM_AGENT,
  DIM_DATE,
  OPS_LOADS,
  OPS_LOAD_FILES,
  OPS_QUARANTINE,
  OPS_RECONCILIATION,
  OPS_LOG_POSITIONS,
  OPS_STALE_FILES,
];
