import { line, type Pricer } from "../cost-line";
import { assumed, DAYS_PER_MONTH } from "../workload";

const WORKGROUP = "aws:athena/workgroup:Workgroup";

/** Questions to the lake: none where nothing comes in. */
export const athena: Pricer = {
  types: [WORKGROUP],
  lines: (stack, { parquetGb }) => {
    const gb = parquetGb > 0 ? stack.ofType(WORKGROUP).length * assumed("athenaGbPerDay") : 0;
    return [line("Athena", "athena-tb", (gb * DAYS_PER_MONTH) / 1_024)];
  },
};
