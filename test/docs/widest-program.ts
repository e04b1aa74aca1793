import { POWER_BI } from "../infra/full-stack";
import { type StackSetting, stackFile } from "../infra/program";

/** prod with a dataset to refresh: the stack that makes everything that the program can make. */
export const WIDEST_STACK: StackSetting = {
  ...stackFile("prod", { "careplus:powerBi": POWER_BI }),
  secrets: { "careplus:powerBiClientSecret": "only-in-a-test" },
};
