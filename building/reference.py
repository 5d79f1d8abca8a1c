"""Write docs/reference/commands.md out of the commands' own help texts.

usage: reference.py [--check]
"""

import argparse
import sys
from pathlib import Path

import click

from recount.cli import main as recount

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "commands.md"
HEAD = """# Commands

Written out of the help texts by `python building/reference.py`; a test keeps it true.
"""


def page() -> str:
    """Every command with its help, as Markdown."""
    parts = [HEAD, _section("recount", recount, None)]
    context = click.Context(recount, info_name="recount")
    for name in recount.list_commands(context):
        command = recount.get_command(context, name)
        if command is not None:
            parts.append(_section(f"recount {name}", command, context))
    return "\n".join(parts)


def _section(title: str, command: click.Command, parent: click.Context | None) -> str:
    context = click.Context(
        command, info_name=title.rsplit(maxsplit=1)[-1], parent=parent, terminal_width=100, max_content_width=100
    )
    return f"## {title}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing, fail where the page is behind")
    check = parser.parse_args().check
    if check:
        return int(PAGE.read_text(encoding="utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
