import type { Page } from "../../../warehouse/dashboards";
import type { Snapshot } from "../../warehouse/reader";

/** What tells one load from every other one. */
const LOAD = "dataset, source_object, source_version, loaded, loaded_at";

/** Which loads a page's columns know, kept in a temporary table of the connection. */
export class KnownLoads {
  constructor(
    private readonly page: Page,
    /** Of its temporary table; no two of a connection have the same. */
    private readonly name: string,
  ) {}

  /** Notes all loads as known. */
  async note(snapshot: Snapshot): Promise<void> {
    await snapshot.query(
      `create or replace temp table ${this.name} as select ${LOAD}, first_byte from rpt.loads`,
    );
  }

  /** Whether each known load still stands as it was: none was repeated, so none of its rows was taken out by it. */
  async isUntouched(snapshot: Snapshot): Promise<boolean> {
    const touched = `select ${LOAD} from ${this.name} except select ${LOAD} from rpt.loads`;
    const [row] = await snapshot.query(`select count(*) as touched from (${touched})`);
    return Number(row?.touched) === 0;
  }

  /**
   * Condition over the page's view that the rows of loads fulfil which are not known. Of a log object that has grown
   * these are its rows from where reading began; a row of before may fulfil it too, where an object was read anew.
   */
  get condition(): string {
    const loads = `select source_object, first_byte from (
  select ${LOAD}, first_byte from rpt.loads where dataset = '${this.page.dataset}'
  except
  select ${LOAD}, first_byte from ${this.name}
) as loads`;
    return this.page.dataset === "logs"
      ? `exists (${loads} where loads.source_object = log_entries.source_object and byte_offset >= first_byte)`
      : `source_object in (select source_object from (${loads}))`;
  }
}
