"""The options of `eventcoder code` that say which machines do the work."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """Which engine makes the parts of a run. address: of a Ray cluster; gpus: that each parser takes there."""

    name: str
    address: str | None
    gpus: float | None

    def gpus_for(self, device: str) -> float:
        """GPUs of each parser: one where the device is a GPU and nothing else is said."""
        if self.gpus is None:
            return 1.0 if device == "cuda" else 0.0
        return self.gpus


def engine_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """--engine, --ray-address and --ray-gpus, as the command's `engine`."""

    @click.option(
        "--engine",
        "engine_name",
        type=click.Choice(["local", "ray"]),
        default="local",
        show_default=True,
        help="Who does the work: this process, or the workers of a Ray cluster (pip install 'eventcoder[ray]').",
    )
    @click.option(
        "--ray-address",
        metavar="ADDRESS",
        help="With --engine ray: a running cluster, 'auto' for the one of this machine.  [default: starts its own]",
    )
    @click.option(
        "--ray-gpus",
        type=click.FloatRange(min=0),
        metavar="GPUS",
        help="With --engine ray: GPUs a parser; two share one at 0.5.  [default: 1 with --device cuda, else 0]",
    )
    @functools.wraps(function)
    def command(engine_name: str, ray_address: str | None, ray_gpus: float | None, **values: Any) -> Any:
        if engine_name != "ray" and (ray_address is not None or ray_gpus is not None):
            raise click.UsageError("--ray-address and --ray-gpus need --engine ray")
        if ray_gpus == 0 and values["parser"].device == "cuda":
            raise click.UsageError("--device cuda needs GPUs: --ray-gpus 0 gives the parsers none")
        return function(**values, engine=EngineChoice(engine_name, ray_address, ray_gpus))

    return command
