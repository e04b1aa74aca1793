import { type Account, openAccount } from "../../../delivery/stack/aws/account";
import { REGION } from "../../emulator/clients";
import { Emulator } from "../../emulator/emulator";

/** AWS on this machine, reached as the product reaches the real one: by the environment. */
export class AwsBed {
  private constructor(
    readonly emulator: Emulator,
    readonly account: Account,
    private readonly environment: EnvironmentChange,
  ) {}

  static async start(): Promise<AwsBed> {
    const emulator = await Emulator.start();
    const environment = new EnvironmentChange({
      AWS_ENDPOINT_URL: emulator.endpoint,
      AWS_ENDPOINT_URL_REDSHIFT_SERVERLESS: emulator.warehouse.endpoint,
      AWS_ENDPOINT_URL_REDSHIFT_DATA: emulator.warehouse.endpoint,
      AWS_REGION: REGION,
      AWS_PROFILE: undefined,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    });
    return new AwsBed(emulator, await openAccount(REGION), environment);
  }

  /** Forgets everything that was made. */
  reset(): Promise<void> {
    return this.emulator.reset();
  }

  async stop(): Promise<void> {
    this.environment.undo();
    for (const client of Object.values(this.account.clients)) client.destroy();
    await this.emulator.stop();
  }
}

/** Variables of this process, for the time of a test. */
export class EnvironmentChange {
  private readonly before: Record<string, string | undefined>;

  /** @param values undefined: the variable is taken away */
  constructor(values: Readonly<Record<string, string | undefined>>) {
    this.before = Object.fromEntries(Object.keys(values).map((name) => [name, process.env[name]]));
    apply(values);
  }

  undo(): void {
    apply(this.before);
  }
}

function apply(values: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
