type Answers = Readonly<Record<string, (input: Record<string, unknown>) => unknown>>;

/** Stands in for a client of the AWS SDK: answers the commands it knows, records them, and refuses all others. */
export class RecordedClient {
  readonly sent: { readonly name: string; readonly input: Record<string, unknown> }[] = [];

  constructor(private readonly answers: Answers) {}

  async send(command: { readonly input: object }): Promise<unknown> {
    const name = command.constructor.name;
    const input = { ...command.input };
    this.sent.push({ name, input });
    const answer = this.answers[name];
    if (answer === undefined) throw new Error(`nobody expected ${name}`);
    return answer(input);
  }

  /** The client as the code under test takes it. */
  as<Client>(): Client {
    return this as unknown as Client;
  }
}
