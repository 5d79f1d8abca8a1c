"""`recount` itself: its commands, its errors, its exit codes.

Exit codes: 0 all went well · 1 nothing was found, or the answer is no · 2 bad input, or something failed (it is named)
· 141 whoever read the output has seen enough (`| head`).
"""

import errno
import os
import sys
from datetime import UTC, datetime
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click
from click.exceptions import Exit

from recount import __version__
from recount.cli.printing import LOG_JSON, log
from recount.cli.room import Room
from recount.config import load_config
from recount.errors import RecountError
from recount.stages import STAGES

# Each command is `recount.cli.NAME.command`; it is imported when it is called, so that the others cost nothing.
COMMANDS = {
    "demo": "Read the bundled example articles and print the ledger.",
    "add": "Read articles into the ledger.",
    "watch": "Look at feeds again and again, and add what is new.",
    "read": "Write what articles say as JSON Lines, leaving the ledger alone.",
    "incidents": "List the incidents of the ledger.",
    "show": "Show all that is known of an incident, claim by claim.",
    "why": "Say why two reports are, or are not, taken for one incident.",
    "table": "Count incidents and people by month, place, actor.",
    "statistics": "List published figures, and whether they add up.",
    "audit": "Judge every published figure, with the reasons.",
    "surges": "List weeks with more violence than expected.",
    "alerts": "Send what is new of watched areas, actors and forms.",
    "network": "Draw who is with and against whom, over time.",
    "chronology": "Tell an actor or a place in order, with sentences.",
    "bulletin": "Write a finished report of a month or a year.",
    "report": "Write the ledger as one page.",
    "serve": "Show the ledger in a browser.",
    "users": "Say who may sign in to the web app, and as what.",
    "export": "Write the ledger in a format for others.",
    "corrections": "List what is told otherwise than before.",
    "bundle": "Write the evidence behind incidents, or check such a file.",
    "compare": "Lay another project's table beside the ledger.",
    "queue": "List what a person should look at next, and why.",
    "decide": "Record what a person decided, with the reason.",
    "rebuild": "Derive all incidents anew from documents and decisions.",
    "doctor": "Check the ledger and list what failed.",
    "verify": "Check that nothing was changed since it was recorded.",
    "backup": "Copy the ledger while it is in use, and restore it.",
    "release": "Write the ledger as a signed file for others.",
    "schema": "Print the JSON Schema of what `recount read` writes.",
}


# What a shell reports of a program that wrote into a closed pipe: 128 and the number of SIGPIPE.
CLOSED_PIPE = 141
# What the system says where a disk, or one's share of it, is full.
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class Commands(click.Group):
    """Commands by name, loaded when needed; an error that Recount raises on purpose is one line and exit code 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands in the order in which they are needed."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"recount.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """Lists the commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def make_context(self, info_name: str | None, args: list[str], *more: Any, **extra: Any) -> click.Context:
        """Reads the options of `recount` itself."""
        try:
            return super().make_context(info_name, args, *more, **extra)
        except click.UsageError as error:
            _tell_misuse(error)
            raise Exit(2) from error

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except RecountError as error:
            _tell(error, error.what, error.advice)
            ctx.exit(2)
        except click.UsageError as error:
            ctx.meta[LOG_JSON] = ctx.params["log_json"]  # where the command is not known, nothing has set it yet
            _tell_misuse(error)
            ctx.exit(2)
        except BrokenPipeError:  # nobody listens any more: no word
            _write_no_more()
            ctx.exit(CLOSED_PIPE)
        except OSError as error:
            if error.errno not in FULL:
                raise
            _write_no_more()
            _tell(error, f"There is no room to write ({error.strerror})", "Free space on the disk, or write elsewhere")
            ctx.exit(2)
        except MemoryError as error:
            _tell(error, "Memory ran out", "Close other programs and run the same again: nothing that was told is lost")
            ctx.exit(2)


def _tell(error: BaseException, what: str, advice: str) -> None:
    log("error", f"error: {what}. {advice}", error=type(error).__name__, what=what, advice=advice)


def _write_no_more() -> None:
    """What was not written yet goes nowhere, so that the end of the program finds nothing to fail on."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell_misuse(error: click.UsageError) -> None:
    """Options or arguments that do not fit, in one line with what to do; a bare command gets its help."""
    what = error.format_message()
    if "\n" in what:
        error.show()
        return
    root = error.ctx.find_root().command_path if error.ctx else ""
    path = error.ctx.command_path.removeprefix(root) if error.ctx else ""
    told, advice = what.rstrip("."), f"See: recount{path} --help"
    log(
        "error",
        f"error: {told}{'' if told.endswith('?') else '.'} {advice}",
        error=type(error).__name__,
        what=told,
        advice=advice,
    )


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="recount")
@click.option("--log-json", is_flag=True, help="Write what goes to the error stream as JSON, one object a line.")
@click.pass_context
def main(context: click.Context, log_json: bool) -> None:
    """Reads news on political violence into a ledger where every number has a sentence and a speaker.

    \b
    Example:
      recount add articles/ --outlet "The Example"
      recount incidents --country PK
      recount show 7f3a

    Exit codes: 0 all went well, 1 nothing found or the answer is no, 2 bad input or failures, 141 a closed pipe.
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal without the letters of an article still shows the rest
            stream.reconfigure(errors="backslashreplace")
    context.meta[LOG_JSON] = log_json
    if context.obj is None:
        context.obj = Room(config=load_config(os.environ), stages=STAGES, now=lambda: datetime.now(UTC))
