import { TicketDatabase } from "../tickets/ticket-database";
import { TwoEngines } from "./two-engines";

/** A source and both engines on it, for the tests of one `describe`; there while these run. */
export interface TwoEngineBed {
  readonly db: TicketDatabase;
  readonly engines: TwoEngines;
}

/** Starts MariaDB and opens the engines before the tests of the `describe` that calls it, and stops them after. */
export function twoEngineBed(): TwoEngineBed {
  let parts: TwoEngineBed | undefined;
  const started = (): TwoEngineBed => {
    if (parts === undefined) throw new Error("the bed is there within tests and hooks alone");
    return parts;
  };
  before(async () => {
    const db = await TicketDatabase.start();
    parts = { db, engines: await TwoEngines.open(db) };
  });
  after(async () => {
    const { db, engines } = started();
    engines.close();
    await db.stop();
  });
  return {
    get db() {
      return started().db;
    },
    get engines() {
      return started().engines;
    },
  };
}
