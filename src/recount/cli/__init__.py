"""The command line: one file a command, each parses, calls and prints."""

import gc
import os

# Documents are read in as many processes as there are cores, and the reader's matrices are small: threads of numpy's
# own would only wait for one another. It is read when numpy is first imported, so it stands before all else.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from recount.cli.main import main

# Reading makes very many small records and hardly any ring of them: to look for rings after every 700, as Python does
# of itself, took a tenth of its time. Processes that read are copied from one that has run this.
gc.set_threshold(50_000)

__all__ = ["main"]
