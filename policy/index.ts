import { PolicyPack } from "@pulumi/policy";
import { RULES } from "./rules";

new PolicyPack("careplus", { enforcementLevel: "mandatory", policies: [...RULES] });
