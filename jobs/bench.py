"""Measure the bars of the design on this machine; docs/performance.md says what they mean."""

from collections.abc import Callable, Mapping
from typing import Annotated

import typer

from domain.errors import Refusal
from jobs import bench_telemetry, console
from jobs.console import AsJson

app = typer.Typer()

BENCHES: Mapping[str, Callable[[], dict[str, float]]] = {
    "ingest": bench_telemetry.ingest,
    "size": bench_telemetry.size,
    "rebuild": bench_telemetry.rebuild,
    "load": bench_telemetry.load,
}


@app.command()
def bench(
    name: Annotated[str, typer.Argument(help=f"all, {', '.join(BENCHES)}.")] = "all",
    *,
    as_json: AsJson = False,
) -> None:
    """Measure one bar or all. Figures depend on the machine; close other programs first."""
    with console.told_plainly():
        if name != "all" and name not in BENCHES:
            raise Refusal("bench_unknown", name=name, known=", ".join(("all", *BENCHES)))
        chosen = BENCHES if name == "all" else {name: BENCHES[name]}
        console.answer({code: measure() for code, measure in chosen.items()}, as_json=as_json)
