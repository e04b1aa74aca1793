import { LOG_QUARANTINE, LOG_RULE_VERSION } from "../contracts/logs";
import { type TextView, textView } from "../parquet/byte-buffer";
import { type AnyColumn, columnFinder } from "../parquet/columns";
import { NumberColumn } from "../parquet/number-column";
import { TextColumn } from "../parquet/text-column";
import { TextListColumn } from "../parquet/text-list-column";

const RULE_VERSION = textView(LOG_RULE_VERSION);

/** The columns of the file of rejected entries, by name. */
export class QuarantineColumns {
  private readonly sourceObject: TextColumn;
  private readonly byteOffset: NumberColumn;
  private readonly recordKey: TextColumn;
  private readonly reasons: TextListColumn;
  private readonly rawRecord: TextColumn;
  private readonly ruleVersion: TextColumn;
  private readonly quarantinedAt: NumberColumn;

  /** @param columns writers of the contract LOG_QUARANTINE, in its order */
  constructor(columns: readonly AnyColumn[]) {
    const find = columnFinder(LOG_QUARANTINE, columns);
    this.sourceObject = find("source_object", TextColumn);
    this.byteOffset = find("byte_offset", NumberColumn);
    this.recordKey = find("record_key", TextColumn);
    this.reasons = find("reasons", TextListColumn);
    this.rawRecord = find("raw_record", TextColumn);
    this.ruleVersion = find("rule_version", TextColumn);
    this.quarantinedAt = find("quarantined_at", NumberColumn);
  }

  /** Appends what a rejected entry's row holds, but for its key and its text: with those two it makes a row. */
  appendVerdict(
    sourceObject: TextView,
    byteOffset: number,
    reasons: readonly string[],
    nowMicros: number,
  ): void {
    this.sourceObject.appendRepeated(sourceObject);
    this.byteOffset.append(byteOffset);
    this.reasons.append(reasons);
    this.ruleVersion.appendRepeated(RULE_VERSION);
    this.quarantinedAt.append(nowMicros);
  }

  /** Appends the key and the text of an entry that is known to be UTF-8; an empty span is no key. */
  appendUsual(
    view: DataView,
    key: { readonly from: number; readonly to: number },
    from: number,
    to: number,
  ): void {
    if (key.from === key.to) this.recordKey.appendNull();
    else this.recordKey.append(view, key.from, key.to);
    this.rawRecord.append(view, from, to);
  }

  /** Appends the key and the text of any entry. */
  appendText(key: string | null, text: string): void {
    if (key === null) this.recordKey.appendNull();
    else this.recordKey.appendString(key);
    this.rawRecord.appendString(text);
  }
}
