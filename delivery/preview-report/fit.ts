/** Largest body of a comment: GitHub answers 422, "body is too long (maximum is 65536 characters)". Counted in bytes here, which are never fewer. */
const LARGEST_COMMENT_BYTES = 65_536;

/** Room for the sentences that tell what was left out. */
const RESERVE_BYTES = 2_000;

/** A part of the comment that may be cut at its end. */
export interface Section {
  /** Before its lines; a blank line follows. */
  readonly opening: string;
  /** After them and a blank line; may be empty. */
  readonly closing: string;
  /** The first lines, without line ends. */
  readonly lines: Iterable<string>;
  /** How many there are in all. */
  readonly count: number;
}

/**
 * Lines of as many sections as fit, in the order of importance: once a line does not fit, it and all that follows are
 * left out, and each section tells how many it lost. Sections without lines are left out altogether.
 *
 * @param takenBytes what the comment has beside the sections
 * @returns Markdown of each section; empty texts for those without lines
 */
export function fitSections(sections: readonly Section[], takenBytes: number): readonly string[] {
  let room = LARGEST_COMMENT_BYTES - RESERVE_BYTES - takenBytes;
  return sections.map(({ opening, closing, lines, count }) => {
    if (count === 0) return "";
    const kept: string[] = [];
    room -= bytes(`${opening}\n\n${closing}\n\n`);
    for (const line of lines) {
      const size = bytes(line) + 1;
      if (size > room) {
        room = 0;
        break;
      }
      room -= size;
      kept.push(line);
    }
    const lost = count - kept.length;
    if (lost > 0) room = 0;
    const told =
      lost > 0
        ? [`- … and ${lost} more, left out because a comment holds ${LARGEST_COMMENT_BYTES} characters`]
        : [];
    return [opening, "", ...kept, ...told, ...(closing === "" ? [] : ["", closing]), ""].join("\n");
  });
}

export function bytes(text: string): number {
  return Buffer.byteLength(text, "utf8");
}
