"""What the functions ask of AWS: a line of JSON for each call of the SDK, in the file that SDK_CALLS names."""

from __future__ import annotations

import ministack.core.lambda_runtime as lambda_runtime

RECORDER = """
{
  const { appendFileSync } = require("node:fs");
  const { Client } = require("@smithy/core/client");
  const { send } = Client.prototype;
  Client.prototype.send = function (command, ...more) {
    const { Bucket, Key, VersionId } = command.input;
    const call = {
      functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
      service: this.config.serviceId,
      command: command.constructor.name,
      Bucket,
      Key,
      VersionId,
    };
    appendFileSync(process.env.SDK_CALLS, JSON.stringify(call) + "\\n");
    return send.call(this, command, ...more);
  };
}
"""


def record_calls() -> None:
    assert lambda_runtime._NODEJS_WORKER_SCRIPT.startswith("\nconst readline")
    lambda_runtime._NODEJS_WORKER_SCRIPT = RECORDER + lambda_runtime._NODEJS_WORKER_SCRIPT
