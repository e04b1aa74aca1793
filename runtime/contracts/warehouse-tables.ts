import type { Dataset } from "./dataset";
import { OPS_LOAD_FILES, OPS_LOADS, OPS_LOG_POSITIONS, OPS_QUARANTINE, OPS_RECONCILIATION } from "./ops";
import { DIM_AGENT, DIM_DATE, FACT_LOG_ENTRY, FACT_TICKET } from "./warehouse";

/** Every table of the warehouse, in the order in which a migration makes them. */
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
];
