import type { LocalWarehouse } from "../../../local/warehouse/local-warehouse";
import { openWarehouse } from "../../../local/warehouse/open";
import { LakeFixture } from "./lake-fixture";

export interface EmptyWarehouse {
  readonly lake: LakeFixture;
  readonly warehouse: LocalWarehouse;
}

/** Gives each test of the block a lake of its own and an empty warehouse beside it. */
export function eachHasEmptyWarehouse(use: (made: EmptyWarehouse) => void): void {
  let lake: LakeFixture;
  let warehouse: LocalWarehouse;

  beforeEach(async () => {
    lake = await LakeFixture.create();
    warehouse = await openWarehouse(lake.stateDir, { threads: 1 });
    use({ lake, warehouse });
  });
  afterEach(async () => {
    await warehouse.close();
    await lake.remove();
  });
}
