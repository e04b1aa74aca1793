import type { Page } from "../../../warehouse/dashboards";
import type { Snapshot } from "../../warehouse/reader";

/** What tells one load from every other one. */
const LOAD = "dataset, source_object, source_version, loaded, loaded_at";

/** Which loads a page's columns know, kept in temporary tables of the connection. */
export class KnownLoads {
  constructor(
    private readonly page: Page,
    /** Of its temporary tables; no two of a connection have the same. */
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
   * The rows of the page's view that loads have brought which are not known, as the source of a query. Of a log
   * object that has grown these are its rows from where reading began; a row of before may be among them too, where
   * an object was read anew.
   */
  async newRows(snapshot: Snapshot): Promise<string> {
    const { dataset, view } = this.page;
    // A table of its own, an object a row: asked for anew at each row of the view it took seconds.
    await snapshot.query(`create or replace temp table new_${this.name} as
select source_object as new_object, min(first_byte) as new_from
from (
  select ${LOAD}, first_byte from rpt.loads where dataset = '${dataset}'
  except
  select ${LOAD}, first_byte from ${this.name}
) as loads
group by source_object`);
    const isNew = dataset === "logs" ? "byte_offset >= new_from" : "true";
    return `${view} inner join new_${this.name} on new_object = source_object and ${isNew}`;
  }
}
