import {
  type Field,
  GetStatementResultCommand,
  type RedshiftDataClient,
} from "@aws-sdk/client-redshift-data";

export type ResultValue = string | number | boolean | null;
/** A row by column name. */
export type ResultRow = Readonly<Record<string, ResultValue>>;

/** All rows of a finished statement, page by page. Timestamps and dates are text, as Redshift writes them. */
export async function readResult(client: RedshiftDataClient, id: string): Promise<ResultRow[]> {
  const rows: ResultRow[] = [];
  let token: string | undefined;
  do {
    const page = await client.send(
      new GetStatementResultCommand({ Id: id, ...(token === undefined ? {} : { NextToken: token }) }),
    );
    const names = (page.ColumnMetadata ?? []).map(({ name }) => name ?? "");
    for (const fields of page.Records ?? [])
      rows.push(
        Object.fromEntries(names.map((name, place) => [name, fieldValue(fields[place] ?? { isNull: true })])),
      );
    token = page.NextToken;
  } while (token !== undefined);
  return rows;
}

function fieldValue(field: Field): ResultValue {
  return field.stringValue ?? field.longValue ?? field.doubleValue ?? field.booleanValue ?? null;
}
