import { EXISTING, REGION, refuses } from "./refused";

describe("the configured source", () => {
  refuses([
    [
      "no source",
      { config: REGION },
      'careplus:source is missing: it must be an object whose kind is "managed" or "existing".',
    ],
    [
      "an unknown source",
      { config: { ...REGION, "careplus:source": { kind: "oracle" } } },
      'careplus:source.kind is "oracle": it must be one of "managed", "existing".',
    ],
    [
      "a source without host",
      { config: { ...REGION, "careplus:source": { kind: "existing" } } },
      "careplus:source.host is missing: it must be the host name of a MySQL server.",
    ],
    [
      "a source without credentials",
      { config: { ...REGION, "careplus:source": { kind: "existing", host: "h" } } },
      "careplus:source.secretName is missing: it must be the name of a secret with `username` and `password`, or user and careplus:sourcePassword must be set instead.",
    ],
    [
      "two kinds of credentials",
      { config: { ...REGION, "careplus:source": EXISTING }, secrets: { "careplus:sourcePassword": "x" } },
      "careplus:source.secretName and careplus:sourcePassword are both set: keep one of them.",
    ],
    [
      "a password in plain text",
      {
        config: {
          ...REGION,
          "careplus:source": { kind: "existing", host: "h", user: "u" },
          "careplus:sourcePassword": "hunter2",
        },
      },
      "careplus:sourcePassword is given in plain text: set it with `pulumi config set --secret careplus:sourcePassword` and change the value that was exposed.",
    ],
    [
      "a password among the plain values",
      { config: { ...REGION, "careplus:source": { ...EXISTING, password: "hunter2" } } },
      "careplus:source.password is given in plain text: remove it, change the password, and set it with `pulumi config set --secret careplus:sourcePassword`.",
    ],
  ]);
});
