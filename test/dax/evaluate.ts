import { type DaxModel, type DaxRow, type FilterContext, type Value, visibleRows } from "./filter-context";
import { type Expression, parseDax } from "./syntax";

/** Where an expression is evaluated: the filters, and inside an iterator the row it stands at. */
interface Place {
  readonly model: DaxModel;
  readonly context: FilterContext;
  readonly row?: { readonly table: string; readonly cells: DaxRow };
}

type Call = (args: readonly Expression[], place: Place) => Value;

/** The value of a measure in a filter context, by the rules of https://dax.guide; written apart from our SQL. */
export function evaluateMeasure(model: DaxModel, name: string, context: FilterContext): Value {
  const dax = model.measures.get(name);
  if (dax === undefined) throw new Error(`there is no measure ${name}`);
  return evaluated(parseDax(dax), { model, context });
}

const FUNCTIONS: Readonly<Record<string, Call>> = {
  BLANK: () => null,
  TRUE: () => true,
  IF: ([test, then, otherwise], place) => {
    if (isTrue(evaluated(test!, place))) return evaluated(then!, place);
    return otherwise === undefined ? null : evaluated(otherwise, place);
  },
  ISBLANK: ([operand], place) => evaluated(operand!, place) === null,
  ISEMPTY: ([table], place) => rowsOf(table!, place).length === 0,
  COUNTROWS: ([table], place) => blankIfZero(rowsOf(table!, place).length),
  DISTINCTCOUNT: ([column], place) => blankIfZero(new Set(columnValues(column!, place).map(fold)).size),
  DISTINCTCOUNTNOBLANK: ([column], place) =>
    blankIfZero(new Set(filled(columnValues(column!, place)).map(fold)).size),
  AVERAGE: ([column], place) => mean(numbers(columnValues(column!, place))),
  DIVIDE: ([above, below], place) => {
    const [numerator, denominator] = [evaluated(above!, place), evaluated(below!, place)];
    if (numerator === null || denominator === null || denominator === 0) return null;
    return Number(numerator) / Number(denominator);
  },
  "PERCENTILE.INC": ([column, share], place) =>
    percentile(numbers(columnValues(column!, place)), Number(evaluated(share!, place))),
  "PERCENTILEX.INC": ([table, each, share], place) => {
    const name = tableName(table!);
    const values = rowsOf(table!, place).map((cells) =>
      evaluated(each!, { ...place, row: { table: name, cells } }),
    );
    return percentile(numbers(values), Number(evaluated(share!, place)));
  },
  CALCULATE: ([inner, ...filters], place) => {
    if (place.row !== undefined) throw new Error("CALCULATE inside an iterator is not known here");
    const context = filters.reduce((before, filter) => narrow(before, filter, place), place.context);
    return evaluated(inner!, { ...place, context });
  },
};

function evaluated(expression: Expression, place: Place): Value {
  switch (expression.kind) {
    case "constant":
      return expression.value;
    case "not":
      return !isTrue(evaluated(expression.operand, place));
    case "binary":
      return combine(
        expression.operator,
        evaluated(expression.left, place),
        evaluated(expression.right, place),
      );
    case "measure":
      if (place.row !== undefined) throw new Error("a measure inside an iterator is not known here");
      return evaluateMeasure(place.model, expression.name, place.context);
    case "column":
      if (place.row?.table !== expression.table)
        throw new Error(`no row of ${expression.table} to read from`);
      return place.row.cells[expression.column] ?? null;
    case "table":
      throw new Error(`the table ${expression.table} is no value`);
    case "call": {
      const known = FUNCTIONS[expression.name];
      if (known === undefined) throw new Error(`the function ${expression.name} is not known here`);
      return known(expression.args, place);
    }
  }
}

function rowsOf(expression: Expression, place: Place): readonly DaxRow[] {
  if (expression.kind === "table") return visibleRows(place.model, expression.table, place.context);
  if (expression.kind !== "call" || expression.name !== "FILTER") throw new Error("a table was expected");
  const [table, test] = expression.args;
  const name = tableName(table!);
  return rowsOf(table!, place).filter((cells) =>
    isTrue(evaluated(test!, { ...place, row: { table: name, cells } })),
  );
}

function tableName(expression: Expression): string {
  if (expression.kind === "table") return expression.table;
  if (expression.kind === "call" && expression.name === "FILTER") return tableName(expression.args[0]!);
  throw new Error("a table was expected");
}

function columnValues(expression: Expression, place: Place): Value[] {
  if (expression.kind !== "column") throw new Error("a column was expected");
  const rows = visibleRows(place.model, expression.table, place.context);
  return rows.map((row) => row[expression.column] ?? null);
}

/** A filter argument of CALCULATE: another relationship, or a test of one column, which replaces that column's filter. */
function narrow(context: FilterContext, filter: Expression, place: Place): FilterContext {
  if (filter.kind === "call" && filter.name === "USERELATIONSHIP") {
    const [from, to] = filter.args;
    const link = place.model.relationships.find(
      (candidate) => isColumn(from, candidate.from) && isColumn(to, candidate.to),
    );
    if (link === undefined) throw new Error("USERELATIONSHIP names no relationship of the model");
    return { ...context, used: [...context.used, link] };
  }
  const [column, ...others] = columnsOf(filter);
  if (column === undefined || others.length > 0) throw new Error("a filter over one column was expected");
  const { table } = column;
  const accepts = (value: Value): boolean =>
    isTrue(evaluated(filter, { ...place, row: { table, cells: { [column.column]: value } } }));
  const kept = context.filters.filter((known) => known.table !== table || known.column !== column.column);
  return { ...context, filters: [...kept, { table, column: column.column, accepts }] };
}

function columnsOf(expression: Expression): { table: string; column: string }[] {
  if (expression.kind === "column") return [expression];
  if (expression.kind === "not") return columnsOf(expression.operand);
  if (expression.kind === "binary") return [...columnsOf(expression.left), ...columnsOf(expression.right)];
  return expression.kind === "call" ? expression.args.flatMap(columnsOf) : [];
}

function isColumn(expression: Expression | undefined, column: { table: string; column: string }): boolean {
  return (
    expression?.kind === "column" && expression.table === column.table && expression.column === column.column
  );
}

/** BLANK counts as 0, "" or FALSE beside another value; texts are compared without regard to case. */
function combine(operator: string, left: Value, right: Value): Value {
  if (operator === "=")
    return left === null
      ? isBlankLike(right)
      : right === null
        ? isBlankLike(left)
        : fold(left) === fold(right);
  if (operator === "+") return left === null && right === null ? null : Number(left) + Number(right);
  throw new Error(`the operator ${operator} is not known here`);
}

function isBlankLike(value: Value): boolean {
  return value === null || value === 0 || value === "" || value === false;
}

function isTrue(value: Value): boolean {
  return !isBlankLike(value);
}

function fold(value: Value): Value {
  return typeof value === "string" ? value.toLowerCase() : value;
}

function blankIfZero(count: number): Value {
  return count === 0 ? null : count;
}

function filled(values: readonly Value[]): Value[] {
  return values.filter((value) => value !== null);
}

function numbers(values: readonly Value[]): number[] {
  return filled(values).map(Number);
}

function mean(values: readonly number[]): Value {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Inclusive percentile: rank `share * (n - 1)` among the sorted values, between two of them by their distance. */
function percentile(values: readonly number[], share: number): Value {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const rank = share * (sorted.length - 1);
  const below = sorted[Math.floor(rank)]!;
  return below + (sorted[Math.ceil(rank)]! - below) * (rank - Math.floor(rank));
}
