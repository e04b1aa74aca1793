import type { Browser } from "playwright-core";
import { type Dashboard, startDashboard } from "../../../local/web/server";
import { type MemoryWarehouse, openMemoryWarehouse } from "../../warehouse/dashboards/memory-warehouse";
import { launchChromium } from "./chromium";

export interface SharedDashboard {
  readonly warehouse: MemoryWarehouse;
  readonly dashboard: Dashboard;
  readonly browser: Browser;
}

/** Gives the tests of the block a browser and the pages of one warehouse, which `fill` puts rows into. */
export function allShareDashboard(
  fill: (warehouse: MemoryWarehouse) => Promise<void>,
  use: (made: SharedDashboard) => void,
): void {
  let made: SharedDashboard;
  before(async () => {
    const warehouse = await openMemoryWarehouse();
    await fill(warehouse);
    const dashboard = await startDashboard({ reader: warehouse });
    made = { warehouse, dashboard, browser: await launchChromium() };
    use(made);
  });
  after(async () => {
    await made.browser.close();
    await made.dashboard.close();
    made.warehouse.close();
  });
}
