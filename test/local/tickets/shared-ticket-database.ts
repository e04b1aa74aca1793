import { TicketDatabase } from "./ticket-database";

/** Gives the tests of the block one server, started before them and stopped after. */
export function allShareTicketDatabase(use: (db: TicketDatabase) => void): void {
  let db: TicketDatabase;
  before(async () => {
    db = await TicketDatabase.start();
    use(db);
  });
  after(() => db.stop());
}

/** The same, with no table and an empty lake at the beginning of each test. */
export function eachHasEmptyTicketDatabase(use: (db: TicketDatabase) => void): void {
  let db: TicketDatabase;
  allShareTicketDatabase((started) => {
    db = started;
    use(db);
  });
  beforeEach(() => db.reset());
}
