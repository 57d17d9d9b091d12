"""Help: what it names, that its examples can be run, that the page in docs/ is the same, and that it is quick."""

from __future__ import annotations

import shlex
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from eventcoder.cli.main import COMMANDS, cli
from tools.make_cli_page import command_paths, help_of, page

ROOT = Path(__file__).parent.parent.parent
PATHS = list(command_paths(cli))
HELP = [sys.executable, "-c", "from eventcoder.cli.main import main; main()", "--help"]


def test_the_help_names_every_command_with_its_line() -> None:
    result = CliRunner().invoke(cli, ["--help"])
    assert result.exit_code == 0
    for name, (_, line) in COMMANDS.items():
        assert f"{name} " in result.output
        assert line in result.output


@pytest.mark.parametrize("name", COMMANDS)
def test_the_registry_has_the_line_that_the_command_gives_itself(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.short_help == COMMANDS[name][1]


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_the_examples_of_a_help_are_commands_that_can_be_run(path: tuple[str, ...]) -> None:
    found = [line.strip() for line in help_of(path).splitlines() if "eventcoder " in line and line.startswith("    ")]
    examples = [line for line in found if not line.startswith("Usage")]
    assert examples, "no example in this help"
    for line in examples:
        words = shlex.split(line)
        arguments = words[words.index("eventcoder") + 1 :]
        command: click.Command = cli
        # the parent lends its settings (-h), as it does in earnest
        parent = cli.make_context("eventcoder", [], resilient_parsing=True)
        while isinstance(command, click.Group) and arguments:
            inner = command.get_command(click.Context(command), arguments[0])
            assert inner is not None, line
            command, arguments = inner, arguments[1:]
        # raises where an option is unknown, a value does not fit, or an argument is missing
        command.make_context(command.name, arguments, parent=parent)


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_every_option_says_what_it_does(path: tuple[str, ...]) -> None:
    command: click.Command = cli
    for name in path:
        assert isinstance(command, click.Group)
        command = command.get_command(click.Context(command), name) or command
    silent = [one.name for one in command.params if isinstance(one, click.Option) and not one.help]
    assert not silent


def test_the_page_of_the_documentation_is_in_step() -> None:
    # tools/make_cli_page.py writes it
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == page()


def test_help_answers_at_once() -> None:
    seconds = []
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run(HELP, check=True, capture_output=True, cwd=ROOT)
        seconds.append(time.perf_counter() - began)
    # a tenth of a second on an idle machine; the best of three, since other tests may run beside this one
    assert min(seconds) < 0.5


def test_help_imports_no_heavy_library() -> None:
    code = (
        "import sys\n"
        "from eventcoder.cli.main import main\n"
        "try:\n"
        "    main()\n"
        "except SystemExit:\n"
        "    heavy = {'torch', 'stanza', 'transformers', 'polars', 'pandera', 'pyarrow', 'rich', 'yaml'}\n"
        "    print('loaded:', sorted(heavy & set(sys.modules)))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, "--help"], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert result.stdout.endswith("loaded: []\n")
