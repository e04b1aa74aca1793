import { findPage } from "../../../warehouse/dashboards";
import { DashboardPage } from "./dashboard-page";
import { RejectedPage } from "./rejected-page";

/** Charts are pictures: text drawn before its font is there would stay as it was. */
async function start(): Promise<void> {
  await document.fonts.load("12px 'Inter Variable'");
  const page = findPage(document.body.dataset.page ?? "");
  if (page === undefined) new RejectedPage().start();
  else new DashboardPage(page).start();
}

void start();
