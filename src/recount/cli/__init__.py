"""The command line: one file a command, each parses, calls and prints."""

from recount.cli.main import main

__all__ = ["main"]
