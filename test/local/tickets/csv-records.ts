import { readFileSync } from "node:fs";
import type { FolderStore } from "../../../local/store/folder-store";
import type { TicketExtraction } from "../../../local/tickets/extract";

/**
 * A reader of the raw zone's CSV that is written for the tests, character by character, from RFC 4180: an unquoted
 * empty field is null.
 */
export function readCsv(text: string): (string | null)[][] {
  const records: (string | null)[][] = [];
  let at = 0;
  while (at < text.length) {
    const record: (string | null)[] = [];
    for (;;) {
      let value: string | null = null;
      if (text[at] === '"') {
        value = "";
        at++;
        while (text[at] !== '"' || text[at + 1] === '"') {
          if (at >= text.length) throw new Error("a quoted field does not end");
          if (text[at] === '"') at++;
          value += text[at++];
        }
        at++;
      } else {
        const start = at;
        while (at < text.length && text[at] !== "," && text[at] !== "\r") at++;
        if (at > start) value = text.slice(start, at);
      }
      record.push(value);
      if (text[at] !== ",") break;
      at++;
    }
    if (text.slice(at, at + 2) !== "\r\n") throw new Error(`no line end after record ${records.length + 1}`);
    at += 2;
    records.push(record);
  }
  return records;
}

/** The records of an extraction, without its headers; none where nothing changed. */
export function extractedRecords(lake: FolderStore, result: TicketExtraction): (string | null)[][] {
  if (result.kind === "unchanged") return [];
  return result.extraction.parts.flatMap((part) =>
    readCsv(readFileSync(lake.pathOf(part.key), "utf8")).slice(1),
  );
}
