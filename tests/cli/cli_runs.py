"""What tests of commands share: three articles in the language of the small stages, and what runs a command."""

from collections.abc import Callable

from click.testing import Result

ARTICLES = {
    "army.txt": "The army spoke of an attack.\n\n2016-10-24 Quetta: killed 61 (army)\n",
    "police.txt": "The police spoke.\n\n2016-10-24 Quetta: killed 65 (police)\n\n2017-05-12 Mastung: killed 25\n",
    "total.txt": "A year in figures.\n\nIn all 595 were killed.\n",
}

Recount = Callable[..., Result]
