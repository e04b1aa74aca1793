import { spawnSync } from "node:child_process";

/** Whether a Docker engine answers; the command alone may be there without one. */
export function hasDockerEngine() {
  const { status } = spawnSync("docker", ["info", "--format", "{{.ServerVersion}}"], {
    stdio: "ignore",
    timeout: 10_000,
  });
  return status === 0;
}
