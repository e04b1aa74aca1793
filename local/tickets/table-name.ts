import { CareplusError } from "../../runtime/errors";

/** A table of a database. */
export interface TableName {
  readonly database: string;
  readonly table: string;
}

/** An identifier in MySQL's quotes; any character is allowed between them. */
export function quoteIdentifier(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}

/** `` `database`.`table` ``, ready for a statement. */
export function quoteTable({ database, table }: TableName): string {
  return `${quoteIdentifier(database)}.${quoteIdentifier(table)}`;
}

/**
 * Reads a table's name as a person gives it: `table` or `database.table`; a name with a dot or a backtick in it is
 * written in backticks, as in MySQL.
 *
 * @param database the one that is meant when the name says none
 * @throws CareplusError `bad_table_name`
 */
export function parseTableName(text: string, database: string | undefined): TableName {
  const parts = splitName(text);
  const [first, second] = parts;
  if (first === undefined || parts.length > 2 || parts.includes("")) {
    throw new CareplusError(
      "bad_table_name",
      `"${text}" is no table name; write table or database.table, in backticks where a name has a dot in it.`,
    );
  }
  if (second !== undefined) return { database: first, table: second };
  if (database === undefined) {
    throw new CareplusError(
      "bad_mysql_url",
      `Neither the MySQL address nor the table "${text}" names a database; end the address with /database.`,
    );
  }
  return { database, table: first };
}

/** The parts of a dotted name; an unfinished quote, or text next to one, yields an empty part. */
function splitName(text: string): string[] {
  if (!text.includes("`")) {
    const dot = text.indexOf(".");
    return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
  }
  const name = /(?:`((?:[^`]|``)+)`|([^`.]+))(\.|$)/uy;
  const parts: string[] = [];
  while (name.lastIndex < text.length) {
    const match = name.exec(text);
    if (match === null) return [""];
    parts.push(match[1]?.replaceAll("``", "`") ?? match[2] ?? "");
    if (match[3] === "." && name.lastIndex === text.length) return [""];
  }
  return parts;
}
