import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { expect } from "chai";
import { find } from "../find";
import { type ProgramRun, programOf, stackFile } from "../program";

const ROOT = resolve(__dirname, "../../..");

/** Read by Glue itself: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html */
const OF_GLUE = ["--TempDir", "--custom-logGroup-prefix", "--extra-py-files", "--job-bookmark-option"];

/** An argument as the job's script declares it; without a default it must be given. */
interface JobArgument {
  readonly name: string;
  readonly default: string | null;
}

const DECLARED = `
import dataclasses, importlib, json, sys
print(json.dumps([dataclasses.asdict(each) for each in importlib.import_module(sys.argv[1]).ARGUMENTS]))
`;

function declaredBy(script: string): readonly JobArgument[] {
  const python = resolve(ROOT, ".venv/bin/python");
  const printed = execFileSync(python, ["-B", "-c", DECLARED, script], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, PYTHONPATH: resolve(ROOT, "glue") },
  });
  return JSON.parse(printed) as readonly JobArgument[];
}

describe("the arguments of a ticket job", function () {
  // Importing a job imports PySpark.
  this.timeout(120_000);
  let dev: ProgramRun;

  before(async () => {
    dev = await programOf(stackFile("dev"));
  });

  /** Names that the job is started with, by its own definition and by the state of the flow. */
  function given(job: string, state: string): string[] {
    const { defaultArguments } = find(dev, "aws:glue/job:Job", job).inputs;
    const { definition } = find(dev, "aws:sfn/stateMachine:StateMachine", "tickets").inputs;
    const { States } = JSON.parse(String(definition)) as {
      States: Record<string, { Arguments: { JobName: string; Arguments: object } }>;
    };
    expect(States[state]?.Arguments.JobName).to.equal(`careplus-dev-${job}`);
    const names = [defaultArguments, States[state]?.Arguments.Arguments].flatMap((all) =>
      Object.keys(all as object),
    );
    return names.filter((name) => !OF_GLUE.includes(name)).sort();
  }

  for (const [job, state, script, atDefault] of [
    [
      "extract-tickets",
      "Extract",
      "extract_tickets",
      // One address for all zones, and a source without a Glue connection, are for one machine.
      ["connections", "jdbc_url", "lake", "overlap_minutes", "password_env", "user"],
    ],
    ["transform-tickets", "Transform", "transform_tickets", ["lake", "now", "run_id"]],
  ] as const) {
    it(`${job} are those that its script declares, and none that it must have is missing`, () => {
      const declared = declaredBy(script);

      const expected = declared.filter(({ name }) => !atDefault.some((each) => each === name));

      expect(given(job, state)).to.deep.equal(expected.map(({ name }) => `--${name}`).sort());
      const required = declared.filter(({ default: value }) => value === null).map(({ name }) => name);
      expect(required.filter((name) => atDefault.some((each) => each === name))).to.deep.equal([]);
    });
  }
});
