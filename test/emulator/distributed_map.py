"""What ministack's distributed Map lacks in JSONata: expressions in its reader, and its own Assign and Output."""

from __future__ import annotations

from typing import Any

from ministack.services import stepfunctions
from private_names import require


def speak_jsonata_in_maps() -> None:
    """Evaluate the expressions of a distributed Map, whose items come from a reader."""
    run = require(stepfunctions, "_run_distributed_map", "state_def raw_input effective iterator execution ctx")
    evaluate = require(stepfunctions, "_apply_jsonata_template", "value raw_input ctx result error_output")
    assign = require(stepfunctions, "_apply_state_assign", "state_def raw_input ctx result error_output")

    def run_map(state_def: Any, raw_input: Any, effective: Any, iterator: Any, execution: Any, ctx: Any) -> Any:
        reader = state_def["ItemReader"]
        known = {**reader, "Arguments": evaluate(reader["Arguments"], raw_input, ctx)}
        results, following = run({**state_def, "ItemReader": known}, raw_input, effective, iterator, execution, ctx)
        assign(state_def, raw_input, ctx, result=results)
        return evaluate(state_def["Output"], raw_input, ctx, result=results), following

    stepfunctions._run_distributed_map = run_map
