"""Words a second of a spaCy pipeline of the size of its small models, for comparison with reading.

usage: spacy_small.py ARTICLES.jsonl

Run it with an interpreter that has spaCy (it is no dependency of Recount). The weights are random: speed does not
depend on them, and no model need be downloaded. Prints the words that one process gets through in a
second of its processor.
"""

import json
import sys
import time
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc


def vectors(attributes: list[str], rows: list[int]) -> dict[str, object]:
    """The layer that makes vectors of words."""
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 96,
            "attrs": attributes,
            "rows": rows,
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 96,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


TOK2VEC = vectors(["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"], [5000, 1000, 2500, 2500, 50, 50])
OWN_TOK2VEC = vectors(["NORM", "PREFIX", "SUFFIX", "SHAPE"], [5000, 1000, 2500, 2500])
"""The published pipelines give the recogniser of names vectors of its own."""
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
TAGS = [f"TAG{number}" for number in range(50)]
ARCS = [f"arc{number}" for number in range(45)]
KINDS = [f"KIND{number}" for number in range(18)]


def pipeline() -> Language:
    """tok2vec, tagger, parser and ner as in the published small English pipelines.

    Their lemmatizer and rules for attributes are left out: they need tables that are published apart.
    """
    made = spacy.blank("en")
    made.add_pipe("tok2vec", config={"model": TOK2VEC})
    tagger = made.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": LISTENER}})
    shape = {"@architectures": "spacy.TransitionBasedParser.v2", "use_upper": True, "tok2vec": LISTENER}
    parser = made.add_pipe(
        "parser",
        config={
            "model": {
                **shape,
                "state_type": "parser",
                "extra_state_tokens": False,
                "hidden_width": 64,
                "maxout_pieces": 2,
            }
        },
    )
    ner = made.add_pipe(
        "ner",
        config={
            "model": {
                **shape,
                "tok2vec": OWN_TOK2VEC,
                "state_type": "ner",
                "extra_state_tokens": False,
                "hidden_width": 64,
                "maxout_pieces": 2,
            }
        },
    )
    for labels, part in ((TAGS, tagger), (ARCS, parser), (KINDS, ner)):
        for label in labels:
            part.add_label(label)  # type: ignore[attr-defined]
    made.initialize()
    return made


def main() -> None:
    articles = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").split("\n") if line]
    texts = [article["text"] for article in articles]
    made = pipeline()
    list(made.pipe(texts[:20]))
    start = time.process_time()
    docs: list[Doc] = list(made.pipe(texts, batch_size=64))
    seconds = time.process_time() - start
    words = sum(len(text.split()) for text in texts)
    print(
        json.dumps(
            {"words": words, "seconds": round(seconds, 2), "words a second": round(words / seconds), "docs": len(docs)}
        )
    )


if __name__ == "__main__":
    main()
