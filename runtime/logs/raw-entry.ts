/** An entry, cut out of its object; valid until the input is compacted. */
export interface RawEntry {
  readonly bytes: Buffer;
  /** Where it begins in the kernel's input, unless it is too large. */
  readonly from: number;
  /** Where the entry begins in the object. */
  readonly offset: number;
  /** False for the last entry of an object that ends without a separator. */
  readonly isTerminated: boolean;
  /** Longer than the limit: its bytes are its beginning. */
  readonly isTooLarge: boolean;
}
