/** Rows of a block at the most, and so of a page: small enough to skip, large enough for the codec to find repetition. */
export const MOST_ROWS: i32 = 16_384;
/** Bytes of an object that are held at once: MOST_ROWS usual entries. */
export const INPUT_BYTES: usize = 8 << 20;
/** Bytes behind a region that words and vectors may be read from, and written to, over its end. */
const SLACK_BYTES: usize = 64;

/** Values of a row: `from` and `to` of a text are addresses; a NULL has no bytes. */
export const TEXT_COLUMNS: i32 = 11;
export const COMPONENT: i32 = 0;
export const TICKET_ID: i32 = 1;
export const SESSION_ID: i32 = 2;
export const IP: i32 = 3;
export const EVENT_TYPE: i32 = 4;
export const USER_AGENT: i32 = 5;
export const MESSAGE: i32 = 6;
export const DEBUG: i32 = 7;
export const TRACE_ID: i32 = 8;
export const LEVEL: i32 = 9;
/** The whole entry, of rows that are rejected. */
export const RAW_RECORD: i32 = 10;

/** Columns of numbers that may have few distinct values. */
export const NUMBER_COLUMNS: i32 = 3;
export const LOGGED_AT: i32 = 0;
export const RESPONSE_TIME: i32 = 1;
export const CPU: i32 = 2;

/** A dictionary that is larger saves little and costs readers memory. */
export const MOST_DISTINCT: i32 = 16_384;
export const MOST_DICTIONARY_BYTES: usize = 1 << 20;
/** Open addressing, at most half full. */
export const DICTIONARY_SLOTS: i32 = MOST_DISTINCT * 2;
/** Rows of a row group: six full pages, and one that was begun before. */
export const MOST_GROUP_ROWS: i32 = MOST_ROWS * 8;
/** Files that a row may belong in: runtime/logs/file-number.ts numbers them. */
const FILES: i32 = 36_527 * 3;

const ROWS: usize = MOST_ROWS as usize;
const DISTINCT: usize = MOST_DISTINCT as usize;

// The regions of the memory, one behind the other. None of it is resident before it is written to. All of it is less
// than the 64 MiB for which V8 would look for garbage at once: 3 ms of a cold start.
/** Bytes of the object, from the entry at hand on. */
export const INPUT: usize = 1 << 16;
/** Texts of rows that the tolerant parser made: at most twice the bytes they came from, as large ones have cut copies. */
export const TEXTS: usize = INPUT + INPUT_BYTES + SLACK_BYTES;
const TEXTS_BYTES: usize = INPUT_BYTES * 2;
/** Raw records that do not lie in the input as they are: of bytes that are no UTF-8, and of entries that are too long. */
export const REPLACED: usize = TEXTS + TEXTS_BYTES + SLACK_BYTES;
export const REPLACED_BYTES: usize = 4 << 20;
/** Each row's place of each text, one column behind the other: `from` and `to` in four bytes each. */
export const SPANS: usize = REPLACED + REPLACED_BYTES + SLACK_BYTES;
/** Each row's numbers in eight bytes, one column behind the other; whole numbers, or a double's bits. */
export const NUMBERS: usize = SPANS + ROWS * 8 * (TEXT_COLUMNS as usize);
export const OFFSETS: usize = NUMBERS + ROWS * 8 * (NUMBER_COLUMNS as usize);
export const HASHES: usize = OFFSETS + ROWS * 8;
/** The file that each row belongs in, four bytes each. */
export const ROW_FILES: usize = HASHES + ROWS * 16;
/** 0 or 1, a byte each. */
export const ERRORS: usize = ROW_FILES + ROWS * 4;
/** Which of the host's lists of reasons a rejected row has, four bytes each. */
export const REASONS: usize = ERRORS + ROWS + SLACK_BYTES;
/** Rows that are told from duplicates together; which of them are none, a byte each. */
export const MOST_BATCH_ROWS: i32 = 64;
export const IS_NEW: usize = REASONS + ROWS * 4;
/** Numbers of the rows in the order of their files, two bytes each. */
export const ORDER: usize = IS_NEW + (MOST_BATCH_ROWS as usize);
/** Rows before each file, while they are put into order. */
export const FILE_COUNTS: usize = ORDER + ROWS * 2;
/** Dictionaries of texts: for each, slots of two bytes, where texts begin, and the texts as PLAIN values. */
export const SLOTS: usize = FILE_COUNTS + (FILES as usize) * 4 + 8;
export const STARTS: usize =
  SLOTS + (DICTIONARY_SLOTS as usize) * 2 * ((TEXT_COLUMNS + NUMBER_COLUMNS) as usize);
export const STARTS_BYTES: usize = (DISTINCT + 2) * 4;
export const VALUES: usize = STARTS + STARTS_BYTES * (TEXT_COLUMNS as usize);
export const VALUES_BYTES: usize = MOST_DICTIONARY_BYTES + SLACK_BYTES;
/** Dictionaries of numbers: values of eight bytes. */
export const DISTINCT_NUMBERS: usize = VALUES + VALUES_BYTES * (TEXT_COLUMNS as usize);
/** State of each dictionary: see dictionary.ts. */
export const STATES: usize = DISTINCT_NUMBERS + DISTINCT * 8 * (NUMBER_COLUMNS as usize);
/** Numbers of dictionary values of a column chunk in the making, two bytes each. */
export const CODES: usize = STATES + 16 * ((TEXT_COLUMNS + NUMBER_COLUMNS) as usize);
/** The number in the chunk's own dictionary of each value of the object's, and the other way round. */
export const LOCAL_OF: usize = CODES + (MOST_GROUP_ROWS as usize) * 2;
export const LOCALS: usize = LOCAL_OF + DISTINCT * 2;
/** Codes of the two hex digits of every byte: entry-id-deflate.ts. */
export const HEX_CODES: usize = LOCALS + DISTINCT * 2;
/** The page in the making: of texts each entry of the block gives one, and each byte that was replaced. */
export const OUT: usize = HEX_CODES + 256 * 4 + SLACK_BYTES;
const OUT_BYTES: usize = INPUT_BYTES + REPLACED_BYTES + ROWS * 5 + SLACK_BYTES;
export const MEMORY_PAGES: i32 = ((OUT + OUT_BYTES + 0xffff) >> 16) as i32;
