"""Where things happen: place names joined from small to large, resolved with the whole document in view.

"The Qamar Mazarabad area, Mastung district, Balochistan" is one mention; so is "Kandahar's Arghandab district".
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from recount.codebook.countries import demonyms
from recount.codebook.folding import fold
from recount.codebook.place_words import load_place_words
from recount.codebook.places import Gazetteer
from recount.read.place_context import Context, find_context, score
from recount.read.place_pieces import Piece, find_pieces
from recount.records import Candidate, Level, Mention, Sentence, Span, Where

_INTO = re.compile(
    r"(?:,? (?:in|of|at|inside|within|near)|,|,? located in| \()?(?: the)?((?: [\w’'-]{1,25}){0,5}) ?(?:of |of the )?\Z"
)
_OWNS = re.compile(r"[’']s?((?: [\w-]{1,25}){0,3}) \Z")
_FAR = re.compile(
    r",? (?:about |some |around |nearly |roughly |just )?(?:[\d.,]{1,6}|[a-z-]{3,12}) ?(?:km|kilometres|kilometers|kms|miles|mi)\b[^.;,]{0,40}? (?:of|from) (?:the )?(?:[\w-]{1,20} ){0,4}(?:of )?\Z"
)
_ORDER: tuple[Level, ...] = ("site", "locality", "district", "province", "country")
_COARSE = {"site": 0, "locality": 1, "district": 2, "province": 3, "country": 4}
_LIKELY = 4.0


def find_places(
    text: str, sentences: Sequence[Sentence], gazetteer: Gazetteer, *, hint: str | None = None
) -> tuple[Mention, ...]:
    """The places a document names, in order. `hint` is the outlet's country (ISO alpha-2), a weak sign."""
    by_sentence = [find_pieces(text, sentence.start, sentence.end, gazetteer) for sentence in sentences]
    context = find_context(text, [piece for pieces in by_sentence for piece in pieces], hint)
    found: list[Mention] = []
    for sentence, pieces in zip(sentences, by_sentence, strict=True):
        for chain in _chains(text, [_with_country(text, piece, sentence.start) for piece in pieces], context):
            mention = _mention(text, chain, sentence.number, context, found)
            if mention:
                found.append(mention)
    return tuple(found)


def _with_country(text: str, piece: Piece, start: int) -> Piece:
    """The piece with the country that an adjective before it names: "the Afghan province of Khost"."""
    before = re.search(
        r"((?:[\w.’'-]{2,20} ){1,5})(?:city |town )?\Z", text[max(start, piece.first - 80) : piece.first]
    )
    if before is None:
        return piece
    for word in reversed(before.group(1).split()):
        country = demonyms().get(word)
        if country:
            return Piece(
                start=piece.start, end=piece.end, first=piece.first, last=piece.last, words=piece.words, kind=piece.kind,
                noun=piece.noun, candidates=piece.candidates, country=country,
            )  # fmt: skip
        if word.lower() not in load_place_words().directions and word.lower() not in load_place_words().kinds:
            return piece
    return piece


def _chains(text: str, pieces: Sequence[Piece], context: Context) -> list[list[Piece]]:
    """Pieces that name one place together, each chain from small to large."""
    chains: list[list[Piece]] = []
    for piece in pieces:
        last = chains[-1] if chains else None
        gap = text[max(c.last for c in last) : piece.first] if last else ""
        if last and _fits_into(last[-1], piece, gap):
            last.append(piece)
        elif last and _OWNS.match(gap) and _contains(last[-1], piece):
            chains[-1] = [piece, *last]
        else:
            chains.append([piece])
    return chains


def _fits_into(small: Piece, large: Piece, gap: str) -> bool:
    match = _INTO.match(gap)
    if not match or len(gap) > 60:
        return False
    words = load_place_words()
    if not all(_may_link(word) for word in match.group(1).split()):
        return False
    return _contains(large, small)


def _may_link(word: str) -> bool:
    words = load_place_words()
    form = word.lower()
    return (
        form in words.directions
        or form in words.kinds
        or word in demonyms()
        or form in {"the", "of", "in", "a", "an", "country's", "and"} - {"and"}
    )


def _contains(large: Piece, small: Piece) -> bool:
    """Whether some meaning of one piece lies in some meaning of the other."""
    if not small.candidates or small.kind == "neighbourhood":
        return bool(large.candidates) or large.kind in ("district", "province")
    if not large.candidates:
        return large.kind in ("district", "province") and small.kind != large.kind
    return any(_inside(little, big) for little in small.candidates for big in large.candidates) or (
        small.kind in ("district", "locality")
        and any(c.level in ("province", "country") for c in large.candidates)
        and not any(little.level == "province" for little in small.candidates)
    )


def _inside(little: Candidate, big: Candidate) -> bool:
    if little.country != big.country or _COARSE[little.level] >= _COARSE[big.level]:
        return False
    return big.level == "country" or little.province == big.name or little.district == big.name


def _mention(
    text: str, chain: Sequence[Piece], sentence: int, context: Context, before: Sequence[Mention]
) -> Mention | None:
    chosen = _choose(chain, context)
    if chosen is None:
        return None
    values = _values(chain, chosen)
    best = next((candidate for candidate in chosen if candidate), None)
    country = next((c.country for c in reversed(chosen) if c), None) or chain[0].country
    if country is None:
        country = context.main()
    values.setdefault("country", country or "")
    if best and best.level == "locality" and best.province and "province" not in values:
        values["province"] = best.province
    elif best and best.level == "district" and best.province and "province" not in values:
        values["province"] = best.province
    _inherit(values, chain, best, before, sentence)
    start, end = min(p.first for p in chain), max(p.last for p in chain)
    level = next((level for level in _ORDER if values.get(level)), None)
    if level is None:
        return None
    return Mention(
        span=Span(start=start, end=end, quote=text[start:end]),
        sentence=sentence,
        field="place",
        value=Where(
            site=values.get("site") or None, locality=values.get("locality") or None, district=values.get("district") or None,
            province=values.get("province") or None, country=values.get("country") or None,
            level=level,
            words=text[start:end],
            latitude=best.latitude if best else None,
            longitude=best.longitude if best else None,
            radius_km=best.radius_km if best else None,
            candidates=chain[0].candidates[:5],
            reason="",
        ),
        confidence=0.8 if best else 0.5,
    )  # fmt: skip


def _choose(chain: Sequence[Piece], context: Context) -> list[Candidate | None] | None:
    """One meaning for each piece, the largest chosen first; None where nothing in the chain is likely a place."""
    chosen: list[Candidate | None] = []
    large: Candidate | None = None
    for piece in reversed(chain):
        best, points = None, -99.0
        for candidate in piece.candidates:
            fit = score(candidate, piece, context)
            if large:
                fit += 6 if _inside(candidate, large) else 0 if candidate.country == large.country else -8
            if fit > points:
                best, points = candidate, fit
        if best and points < _LIKELY and not piece.kind:
            best = None
        chosen.insert(0, best)
        large = best or large
    if not any(chosen) and not any(piece.kind for piece in chain) and any(piece.candidates for piece in chain):
        return None
    return chosen


def _values(chain: Sequence[Piece], chosen: Sequence[Candidate | None]) -> dict[str, str]:
    values: dict[str, str] = {}
    for number, (piece, candidate) in enumerate(zip(chain, chosen, strict=True)):
        level = _level(piece, candidate, alone=number == 0, chain=chain[number + 1 :], rest=chosen[number + 1 :])
        words = piece.words
        if level == "country":
            values["country"] = candidate.country if candidate else ""
            continue
        if level == "site" and piece.noun and piece.last > piece.end:
            words = f"{piece.words} {piece.noun}"
        if level in values:
            if level == "locality" and "site" not in values:
                values["site"] = values.pop("locality")
            else:
                continue
        values[level] = words
    return values


def _level(
    piece: Piece, candidate: Candidate | None, *, alone: bool, chain: Sequence[Piece], rest: Sequence[Candidate | None]
) -> str:
    if piece.kind == "neighbourhood":
        return "site"
    if piece.kind == "district" and any(c and c.level == "locality" for c in rest):
        return "site"
    if piece.kind in ("province", "district"):
        return "country" if candidate and candidate.level == "country" else piece.kind
    if piece.kind == "locality":
        return (
            candidate.level
            if candidate
            and candidate.level in ("province", "district", "country")
            and piece.noun in ("area", "areas", "valley", "enclave")
            else "locality"
        )
    if candidate is None:
        return "locality"
    if (
        candidate.level == "province"
        and alone
        and any(
            c.level == "locality"
            and c.country == candidate.country
            and fold(c.name) == fold(piece.words)
            or c.level == "locality"
            and c.country == candidate.country
            and c.population > 50000
            for c in piece.candidates
        )
    ):
        return "locality"
    return candidate.level


def _inherit(
    values: dict[str, str], chain: Sequence[Piece], best: Candidate | None, before: Sequence[Mention], sentence: int
) -> None:
    """Fills a local name with the city, district or province named just before it."""
    if best or any(values.get(level) for level in ("district", "province")):
        return
    local = "site" if "locality" not in values else "locality"
    for mention in reversed(before[-6:]):
        where = mention.value
        if not isinstance(where, Where) or sentence - mention.sentence > 3:
            break
        if where.country and values.get("country") and where.country != values["country"]:
            continue
        if local == "site" and where.locality:
            values.setdefault("locality", where.locality)
        elif not (where.district or where.province):
            continue
        if where.district:
            values.setdefault("district", where.district)
        if where.province:
            values.setdefault("province", where.province)
        if where.country:
            values["country"] = where.country
        return


def sentence_at(sentences: Sequence[Sentence], offset: int) -> int:
    """The number of the sentence that holds an offset."""
    return max(0, bisect_right([sentence.start for sentence in sentences], offset) - 1)


def main_country(mentions: Sequence[Mention]) -> str | None:
    """The country that most of a document's places lie in, None where there is none."""
    countries = Counter(m.value.country for m in mentions if isinstance(m.value, Where) and m.value.country)
    return max(countries, key=lambda country: (countries[country], country)) if countries else None
