// Plays the Pulumi CLI for the Automation API: the commands that the engine of delivery/stack gives, with the answers
// and the events that the real one gives. It keeps its stacks in the file PLAYED_PULUMI and refuses what it does not know.

import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { credentials } from "@grpc/grpc-js";
import calls from "@pulumi/pulumi/proto/events_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/events_pb.js";

const file = process.env.PLAYED_PULUMI;
const args = process.argv.slice(2).filter((arg) => arg !== "--non-interactive");
appendFileSync(`${file}.calls`, `${args.join(" ")}\n`);
const state = JSON.parse(readFileSync(file, "utf8"));
const named = args.indexOf("--stack") >= 0 ? args[args.indexOf("--stack") + 1] : args.at(-1);

const commands = {
  version: () => say("v3.260.0"),
  "stack ls": () => say(JSON.stringify(Object.entries(state.stacks).map(summary))),
  "stack init": () => {
    const [, , name, option, secretsProvider] = args;
    if (args.length > 3 && option !== "--secrets-provider") fail(`unknown flag: ${option}`);
    state.stacks[name] = { resources: [], config: {}, ...(secretsProvider && { secretsProvider }) };
    state.selected = name;
  },
  "stack select": () => {
    find();
    state.selected = named;
  },
  "stack rm": () => {
    if (find().resources.length > 0) fail(`'${named}' still has resources; removal rejected`);
    delete state.stacks[named];
    rmSync(`Pulumi.${named}.yaml`, { force: true });
  },
  "stack history": () => say("[]"),
  "stack output": () => say(JSON.stringify(find().outputs ?? {})),
  "config refresh": () => {
    if (find().lastUpdate === undefined) fail("no previous deployment");
  },
  config: () => say(JSON.stringify(printed(find().config))),
  cancel: () => {
    find().isLocked = false;
  },
  destroy: () => operate("delete"),
  up: () => operate("create"),
};

function summary([name, { resources, lastUpdate }]) {
  return {
    name,
    current: name === state.selected,
    resourceCount: resources.length,
    ...(lastUpdate && { lastUpdate }),
  };
}

function printed(config) {
  const values = Object.entries(config).map(([key, value]) => [
    key,
    typeof value === "string"
      ? { value, secret: false }
      : { value: JSON.stringify(value), objectValue: value, secret: false },
  ]);
  return Object.fromEntries(values);
}

/** Makes or deletes the stack's resources; those of `broken` fail with what AWS would say. */
async function operate(op) {
  const stack = find();
  if (stack.isLocked)
    fail("the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end");
  const address = args[args.indexOf("--event-log") + 1].replace("tcp://", "");
  const client = new calls.EventsClient(address, credentials.createInsecure());
  const ended = new Promise((resolve, reject) => {
    const stream = client.streamEvents((error) => (error ? reject(error) : resolve()));
    for (const event of eventsOf(op, stack)) {
      const request = new messages.EventRequest();
      request.setEvent(JSON.stringify(event));
      stream.write(request);
    }
    stream.end();
  });
  await ended;
  client.close();
  const broken = Object.keys(stack.broken ?? {});
  if (op === "delete") stack.resources = stack.resources.filter((name) => broken.includes(name));
  if (broken.length > 0) fail(`update failed`);
}

function* eventsOf(op, { resources, broken = {} }) {
  for (const name of resources) {
    const urn = `urn:pulumi:${named}::careplus::careplus:platform:Platform$aws:s3/bucket:Bucket::${name}`;
    const metadata = { op, urn, type: "aws:s3/bucket:Bucket" };
    if (name in broken) {
      yield {
        diagnosticEvent: { urn, severity: "error", message: `<{%reset%}>${broken[name]}<{%reset%}>\n` },
      };
      yield { resOpFailedEvent: { metadata, status: 0, steps: 1 } };
    } else yield { resOutputsEvent: { metadata } };
  }
}

function find() {
  const found = state.stacks[named];
  if (found === undefined) fail(`no stack named '${named}' found`);
  return found;
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

function fail(sentence) {
  writeFileSync(file, JSON.stringify(state));
  process.stderr.write(`error: ${sentence}\n`);
  process.exit(255);
}

const command = [args.slice(0, 2).join(" "), args[0]].find((known) => known in commands);
if (command === undefined) fail(`unknown command "${args.join(" ")}" for "pulumi"`);
await commands[command]();
writeFileSync(file, JSON.stringify(state));
