"""Groups of commands that import a command only when it is called, so that `--help` answers at once."""

from __future__ import annotations

import difflib
import importlib
from typing import Any

import click

Registry = dict[str, tuple[str, str]]
"""Command -> (`module:name`, its line in the help). Modules are imported when the command is called."""


class LazyGroup(click.Group):
    """A group whose commands stand in a registry, in the order in which the help lists them."""

    def __init__(self, *args: Any, registry: Registry | None = None, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.registry: Registry = registry or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the registry: as a user meets them."""
        return list(self.registry)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; None where there is none of that name."""
        if cmd_name not in self.registry:
            return None
        module, _, name = self.registry[cmd_name][0].partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The registry's lines, no command imported."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self.registry.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest and the known commands in the error."""
        if args and args[0] not in self.registry and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], self.registry, 1)
            hint = f"Did you mean '{near[0]}'? " if near else ""
            ctx.fail(f"no command '{args[0]}'. {hint}Known: {', '.join(self.registry)}")
        return super().resolve_command(ctx, args)
