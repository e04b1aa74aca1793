import { join } from "node:path";
import { type Account, openAccount } from "../../../delivery/stack/aws/account";
import { Emulator } from "../../fixtures/emulator";
import { RedshiftControlPlane } from "./redshift-control-plane";

export const REGION = "eu-central-1";
/** Account of everything on the emulator. */
export const ACCOUNT = "000000000000";

const PYTHON = join(__dirname, "../../../.venv/bin/python");

/** AWS on this machine, reached as the product reaches the real one: by the environment. */
export class AwsBed {
  private constructor(
    readonly account: Account,
    readonly redshift: RedshiftControlPlane,
    private readonly emulator: Emulator,
    private readonly environment: EnvironmentChange,
  ) {}

  static async start(): Promise<AwsBed> {
    const emulator = await Emulator.start([PYTHON, "-B", join(__dirname, "emulator_with_listings.py")]);
    const redshift = await RedshiftControlPlane.start();
    const environment = new EnvironmentChange({
      ...emulator.environment,
      AWS_ENDPOINT_URL_REDSHIFT_SERVERLESS: redshift.endpoint,
    });
    return new AwsBed(await openAccount(REGION), redshift, emulator, environment);
  }

  /** Forgets everything that was made. */
  async reset(): Promise<void> {
    await fetch(`${this.emulator.endpoint}/_ministack/reset`, { method: "POST" });
    this.redshift.reset();
  }

  async stop(): Promise<void> {
    this.environment.undo();
    for (const client of Object.values(this.account.clients)) client.destroy();
    await this.redshift.stop();
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
