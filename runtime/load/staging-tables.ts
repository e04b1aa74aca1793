import type { Dataset } from "../contracts/dataset";
import { OPS_LOAD_FILES, OPS_LOADS, OPS_LOG_POSITIONS } from "../contracts/ops";

const DESCRIBES_POSITION = new Set(["resume_at", "fingerprint"]);

/** The batch: one row a version to be loaded, with what its ledger row and its log position will say. */
export const STG_LOADS: Dataset = {
  name: "stg_loads",
  zone: "ops",
  grain: "one version of the batch; at most one version of a source object",
  key: ["source_object"],
  columns: [
    ...OPS_LOADS.columns.filter(({ name }) => name !== "loaded"),
    ...OPS_LOG_POSITIONS.columns
      .filter(({ name }) => DESCRIBES_POSITION.has(name))
      .map((column) => ({ ...column, nullable: true as const })),
  ],
};

/** The batch's files, rows and rejected records alike. */
export const STG_LOAD_FILES: Dataset = { ...OPS_LOAD_FILES, name: "stg_load_files" };
