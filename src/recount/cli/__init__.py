"""The command line: one file a command, each parses, calls and prints."""

import os

# Documents are read in as many processes as there are cores, and the reader's matrices are small: threads of numpy's
# own would only wait for one another. It is read when numpy is first imported, so it stands before all else.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from recount.cli.main import main

__all__ = ["main"]
