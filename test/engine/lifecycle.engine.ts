import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { type ProviderDouble, startProviderDouble } from "./provider-double";

const ROOT = resolve(__dirname, "../..");

/** What `pulumi preview --json` and `up --json` count, by operation. */
interface Summary {
  readonly changeSummary: Readonly<Record<string, number>>;
}

describe("the real engine", () => {
  let folder: string;
  let double: ProviderDouble;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "careplus-engine-"));
    const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    double = await startProviderDouble(manifest.devDependencies["@pulumi/aws"]);
  });

  after(() => {
    double.stop();
    rmSync(folder, { recursive: true });
  });

  for (const stack of ["dev", "prod", "pr-7"]) {
    it(`previews, makes, leaves unchanged and removes the stack ${stack}`, () => {
      // The engine writes its salt into the file: a copy takes it.
      const config = join(folder, `Pulumi.${stack}.yaml`);
      if (stack === "pr-7") writeFileSync(config, "config:\n  aws:region: eu-central-1\n");
      else copyFileSync(join(ROOT, `Pulumi.${stack}.yaml`), config);
      const pulumi = (...args: string[]): string => run(args, folder, config, double.port);
      pulumi("stack", "init", stack);

      const preview: Summary = JSON.parse(pulumi("preview", "--json", "--stack", stack));
      pulumi("up", "--yes", "--skip-preview", "--stack", stack);
      const second: Summary = JSON.parse(pulumi("preview", "--json", "--stack", stack));
      pulumi("state", "unprotect", "--all", "--yes", "--stack", stack);
      pulumi("destroy", "--yes", "--skip-preview", "--stack", stack);
      const left = JSON.parse(pulumi("stack", "export", "--stack", stack));

      const created = preview.changeSummary.create ?? 0;
      expect(created).to.be.greaterThan(100);
      expect(Object.keys(preview.changeSummary)).to.deep.equal(["create"]);
      expect(second.changeSummary).to.deep.equal({ same: created });
      expect(left.deployment.resources ?? []).to.deep.equal([]);
    });
  }
});

function run(args: readonly string[], backend: string, config: string, port: number): string {
  const needsConfig = ["preview", "up", "destroy"].includes(args[0] ?? "") || args[1] === "init";
  return execFileSync(
    "pulumi",
    [...args, "--non-interactive", ...(needsConfig ? ["--config-file", config] : [])],
    {
      cwd: ROOT,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
      maxBuffer: 256 * 2 ** 20,
      env: {
        ...process.env,
        PULUMI_BACKEND_URL: `file://${backend}`,
        PULUMI_CONFIG_PASSPHRASE: "",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DEBUG_PROVIDERS: `aws:${port},awsx:${port}`,
      },
    },
  );
}
