/** Base of every fault the platform reports to a person: a stable code and a sentence that says what to do. */
export class CareplusError extends Error {
  constructor(
    readonly code: string,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = "CareplusError";
  }
}
