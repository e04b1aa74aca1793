/** What the kernel gives itself, as number 0. */
const NEGATIVE_RESPONSE_TIME = "negative_response_time";

/** Lists of reasons, numbered as they come. */
export class ReasonLists {
  readonly lists: (readonly string[])[] = [[NEGATIVE_RESPONSE_TIME]];
  private readonly numbers = new Map([[NEGATIVE_RESPONSE_TIME, 0]]);

  numberOf(reasons: readonly string[]): number {
    const text = reasons.join();
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.lists.length);
    return this.lists.push(reasons) - 1;
  }
}
