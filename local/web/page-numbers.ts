import {
  boundsQuery,
  type CategoryVisual,
  cardsQuery,
  categoryQuery,
  choicesQuery,
  type DateBounds,
  type DateInterval,
  type Grain,
  type Page,
  type Query,
  type Selection,
  type TimeVisual,
  timeQuery,
} from "../../warehouse/dashboards";
import type { Row } from "../warehouse/reader";
import { readText } from "./cells";

/** Where a page's numbers come from; rows look like those of the queries in page-query.ts. */
export interface PageNumbers {
  bounds(): Promise<DateBounds>;
  choices(): Promise<Row[]>;
  cards(selection: Selection, interval: DateInterval): Promise<Row>;
  category(visual: CategoryVisual, selection: Selection, interval: DateInterval): Promise<Row[]>;
  time(visual: TimeVisual, grain: Grain, selection: Selection, interval: DateInterval): Promise<Row[]>;
}

/** Numbers by SQL, a query each; DuckDB uses all cores for one. */
export class QueriedNumbers implements PageNumbers {
  constructor(
    private readonly page: Page,
    private readonly ask: (query: Query) => Promise<Row[]>,
  ) {}

  async bounds(): Promise<DateBounds> {
    const [row] = await this.ask(boundsQuery(this.page));
    const first = readText(row?.first_date);
    const last = readText(row?.last_date);
    return first === null || last === null ? undefined : { first, last };
  }

  choices(): Promise<Row[]> {
    return this.ask(choicesQuery(this.page));
  }

  async cards(selection: Selection, interval: DateInterval): Promise<Row> {
    const [row = {}] = await this.ask(cardsQuery(this.page, selection, interval));
    return row;
  }

  category(visual: CategoryVisual, selection: Selection, interval: DateInterval): Promise<Row[]> {
    return this.ask(categoryQuery(this.page, visual, selection, interval));
  }

  time(visual: TimeVisual, grain: Grain, selection: Selection, interval: DateInterval): Promise<Row[]> {
    return this.ask(timeQuery(this.page, visual, grain, selection, interval));
  }
}
