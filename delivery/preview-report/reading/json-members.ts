import { CareplusError } from "../../../runtime/errors";

/** One member of the outermost object; where that member is the array to be split, one element of it. */
export interface Member {
  readonly name: string;
  readonly value: unknown;
  /** Position in the array, from 0; absent for a whole member. */
  readonly position?: number;
}

/** A real step has some kilobytes, one with code in it up to a few megabytes. */
const LARGEST_PIECE_BYTES = 64 * 1024 * 1024;

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const QUOTE = '"'.charCodeAt(0);
const BACKSLASH = "\\".charCodeAt(0);
const COMMA = ",".charCodeAt(0);
const OPEN_BRACE = "{".charCodeAt(0);
const CLOSE_BRACE = "}".charCodeAt(0);
const OPEN_BRACKET = "[".charCodeAt(0);
const CLOSE_BRACKET = "]".charCodeAt(0);
const SPACES = Buffer.from(" \n\r\t");

/**
 * Members of a JSON object, in the order of the text, without ever holding more than one of them: the array named
 * `split` comes as an empty array, then element by element.
 *
 * @throws CareplusError `preview_json` when the text is no JSON object, ends before its object does, or goes on after it
 */
export async function* jsonMembers(chunks: AsyncIterable<Buffer>, split: string): AsyncGenerator<Member> {
  const scanner = new MemberScanner(split);
  for await (const chunk of chunks) yield* scanner.read(chunk);
  scanner.end();
}

/** Looks at brackets, commas and quotes alone, byte by byte; each piece between them is then parsed by itself. */
class MemberScanner {
  readonly #opening: RegExp;
  readonly #split: string;
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  #hasBegun = false;
  #hasEnded = false;
  /** Position of the element under way; undefined outside of the array to be split. */
  #position: number | undefined;
  /** The piece under way: what earlier chunks had of it, and where it begins in this one. */
  #parts: Buffer[] = [];
  #partBytes = 0;
  #start = 0;
  #found: Member[] = [];

  constructor(split: string) {
    this.#split = split;
    this.#opening = new RegExp(`^\\s*"${split}"\\s*:\\s*$`);
  }

  read(chunk: Buffer): readonly Member[] {
    this.#found = [];
    const isMarked = !this.#hasBegun && chunk.subarray(0, 3).equals(BYTE_ORDER_MARK);
    this.#start = 0;
    // Plain, without closures: previews of 50 MB pass here.
    for (let at = isMarked ? 3 : 0; at < chunk.length; at += 1) {
      const byte = chunk[at] as number;
      if (this.#isInString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (byte === BACKSLASH) this.#isEscaped = true;
        else if (byte === QUOTE) this.#isInString = false;
      } else if (this.#depth === 0) this.#begin(byte, at);
      else if (byte === QUOTE) this.#isInString = true;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.#open(byte, chunk, at);
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) this.#close(byte, chunk, at);
      else if (byte === COMMA && this.#depth === this.#pieceDepth()) this.#finish(chunk, at, true);
    }
    if (this.#depth > 0) this.#keep(chunk.subarray(this.#start));
    return this.#found;
  }

  end(): void {
    if (this.#hasEnded) return;
    throw this.#depth > 0
      ? fault(
          "the preview is cut off: it ends in the middle of its JSON, so changes may be missing from it. Nothing is reported",
        )
      : noObject();
  }

  #begin(byte: number, at: number): void {
    if (SPACES.includes(byte)) return;
    if (this.#hasEnded)
      throw fault(
        "more text follows the preview: give the one JSON object that `pulumi preview --json` prints, not a stream of events",
      );
    if (byte !== OPEN_BRACE) throw noObject();
    this.#hasBegun = true;
    this.#depth = 1;
    this.#start = at + 1;
  }

  #open(byte: number, chunk: Buffer, at: number): void {
    this.#depth += 1;
    const isMember = this.#depth === 2 && this.#position === undefined && byte === OPEN_BRACKET;
    if (!isMember || !this.#opening.test(this.#textIfShort(chunk, at))) return;
    this.#forget(at);
    this.#position = 0;
    this.#found.push({ name: this.#split, value: [] });
  }

  #close(byte: number, chunk: Buffer, at: number): void {
    const isPieceEnd = this.#depth === this.#pieceDepth();
    if (isPieceEnd) {
      if (byte !== (this.#position === undefined ? CLOSE_BRACE : CLOSE_BRACKET)) throw noJson();
      this.#finish(chunk, at, false);
      this.#position = undefined;
    }
    this.#depth -= 1;
    this.#hasEnded = this.#depth === 0;
  }

  /** Depth at which the pieces stand. */
  #pieceDepth(): number {
    return this.#position === undefined ? 1 : 2;
  }

  #finish(chunk: Buffer, at: number, isMoreExpected: boolean): void {
    this.#keep(chunk.subarray(this.#start, at));
    const text = Buffer.concat(this.#parts).toString("utf8");
    this.#forget(at);
    if (text.trim() === "") {
      // Nothing stands between the end of the split array and the next comma, but between two elements something must.
      if (isMoreExpected && this.#position !== undefined) throw noJson();
      return;
    }
    this.#found.push(this.#position === undefined ? parseMember(text) : this.#parseElement(text));
  }

  #parseElement(text: string): Member {
    const position = this.#position ?? 0;
    this.#position = position + 1;
    return { name: this.#split, value: parse(text), position };
  }

  #keep(part: Buffer): void {
    this.#partBytes += part.length;
    if (this.#partBytes > LARGEST_PIECE_BYTES)
      throw fault(
        `one step of the preview is larger than ${LARGEST_PIECE_BYTES >> 20} MiB, which none should be`,
      );
    this.#parts.push(part);
  }

  #forget(at: number): void {
    this.#parts = [];
    this.#partBytes = 0;
    this.#start = at + 1;
  }

  #textIfShort(chunk: Buffer, at: number): string {
    if (this.#partBytes + at - this.#start > 1_024) return "";
    return Buffer.concat([...this.#parts, chunk.subarray(this.#start, at)]).toString("utf8");
  }
}

function parseMember(text: string): Member {
  const [member] = Object.entries(parse(`{${text}}`) as Record<string, unknown>);
  if (member === undefined) throw noJson();
  return { name: member[0], value: member[1] };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw noJson(error);
  }
}

function noObject(): CareplusError {
  return fault("the preview is no JSON object: give what `pulumi preview --json` prints, in UTF-8");
}

function noJson(cause?: unknown): CareplusError {
  return fault("the preview is no JSON: give the file that `pulumi preview --json` wrote, unchanged", cause);
}

function fault(message: string, cause?: unknown): CareplusError {
  return new CareplusError("preview_json", message, { cause });
}
