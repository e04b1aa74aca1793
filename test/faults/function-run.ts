import { type CallFault, errorAnswer, type HttpAnswer } from "./call-fault";

/** A call of AWS that is not made yet. */
export interface HttpCall {
  readonly isS3: boolean;
  /** Carries it out. */
  readonly send: () => Promise<HttpAnswer>;
}

type Waiting = HttpCall & {
  readonly resolve: (answer: HttpAnswer) => void;
  readonly reject: (error: unknown) => void;
};

/** A run of a function, whose calls of AWS wait until each is let go. */
export class FunctionRun {
  isDead = false;
  private calls = 0;
  private isOver = false;
  private readonly waiting: Waiting[] = [];
  private wake: () => void = () => undefined;

  constructor(private readonly fault?: CallFault) {}

  /** Of the function's client: resolves once the call was let go and answered; never where the function is dead. */
  call(call: HttpCall): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ ...call, resolve, reject });
      this.wake();
    });
  }

  end(): void {
    this.isOver = true;
    this.wake();
  }

  /** Waits for the function's next call; false where it makes none any more. */
  async hasCall(): Promise<boolean> {
    while (this.waiting.length === 0 && !this.isOver)
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    return this.waiting.length > 0;
  }

  /** Lets the next call go. @returns the call, where it is still on its way when the function dies */
  async letGo(): Promise<HttpCall | undefined> {
    const call = this.waiting.shift();
    if (call === undefined) return undefined;
    const kind = this.faultOf(++this.calls, call);
    this.isDead = kind?.startsWith("dies") ?? false;
    if (kind === "dies during") return call;
    if (kind === "dies before") return undefined;
    try {
      const isRefused = kind === "fails" || kind === "throttled";
      const answer = isRefused ? errorAnswer(call.isS3, kind === "throttled") : await call.send();
      const isUnheard = kind === "fails unheard" || kind === "dies after";
      if (isUnheard) answer.response.body.resume();
      if (kind === "fails unheard") call.resolve(errorAnswer(call.isS3, false));
      else if (!isUnheard) call.resolve(answer);
    } catch (error) {
      call.reject(error);
    }
    return undefined;
  }

  private faultOf(place: number, { isS3 }: HttpCall): CallFault["kind"] | undefined {
    if (this.fault === undefined) return undefined;
    const { kind, call: first, times } = this.fault;
    if (place < first || place >= first + times) return undefined;
    // S3 has carried a call out by the time that another function begins; Redshift works on for minutes.
    return kind === "dies during" && isS3 ? "dies after" : kind;
  }
}
