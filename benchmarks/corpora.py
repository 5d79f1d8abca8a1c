"""Where articles and corpora lie that are not part of the project, since most of their texts may not be passed on.

They are looked for in the folder `shared` beside the checkout, or in the folder that RECOUNT_GOLD names.
"""

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("RECOUNT_GOLD") or HERE.parent.parent / "shared")


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, packed or not; lines end at line feeds only."""
    written = path.read_bytes()
    text = gzip.decompress(written) if path.suffix == ".gz" else written
    return (json.loads(line) for line in text.decode("utf-8").split("\n") if line.strip())
