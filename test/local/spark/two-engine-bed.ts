import type { FolderStore } from "../../../local/store/folder-store";
import { TicketDatabase } from "../tickets/ticket-database";
import { TwoEngines } from "./two-engines";

/** A source, and both engines on it. */
export interface TwoEngineBed {
  readonly db: TicketDatabase;
  readonly engines: TwoEngines;
}

/** Gives the tests of the block one source and both engines, started before them and stopped after. */
export function allShareTwoEngines(use: (bed: TwoEngineBed) => void): void {
  let bed: TwoEngineBed;
  before(async () => {
    const db = await TicketDatabase.start();
    bed = { db, engines: await TwoEngines.open(db) };
    use(bed);
  });
  after(async () => {
    bed.engines.close();
    await bed.db.stop();
  });
}

/** The same, with no table in the source and an empty lake at the beginning of each test. */
export function eachHasTwoEngines(use: (bed: TwoEngineBed & { readonly lake: FolderStore }) => void): void {
  let bed: TwoEngineBed;
  allShareTwoEngines((shared) => {
    bed = shared;
  });
  beforeEach(async () => {
    await bed.db.reset();
    use({ ...bed, lake: bed.engines.newLake() });
  });
}
