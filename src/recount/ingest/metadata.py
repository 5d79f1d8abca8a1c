"""What a web page says of its article besides the text: title, outlet, address, day of publication."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from html import unescape
from itertools import chain, islice

from lxml.html import HtmlElement

from recount.ingest.addresses import is_web_address
from recount.ingest.days import day_in, published_by, published_by_address
from recount.ingest.jobs import Parsed
from recount.records import Published

Node = dict[str, object]
# Meta names that pages use for the day of publication, the commonest first. Days of change are none of them.
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.published",
    "article.published", "publishdate", "publish-date", "publish_date", "published_time", "pubdate", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.issued", "dc.date.created",
    "dcterms.created", "citation_publication_date", "article_date_original", "originalpublicationdate", "dc.date",
    "dcterms.date", "article:date", "displaydate", "date",
)  # fmt: skip
_ARTICLE = re.compile(r"article|posting|report|newsitem|webpage", re.IGNORECASE)
_SUFFIX = re.compile(r"(?P<title>.{5,}) [|–—-] (?P<outlet>[^|–—-]{2,80})")
_NODES = 2_000


def describe(tree: HtmlElement, url: str | None, captured: date | None) -> Parsed:
    """Everything but the text. `url` is where the page was fetched; a saved page may name its own."""
    nodes = _articles(tuple(islice(_described(tree), _NODES)))
    address = url or _address(tree)
    outlet = _outlet(tree, nodes)
    return Parsed(
        text="",
        title=_title(tree, nodes, outlet),
        outlet=outlet,
        url=address,
        published=_published(tree, nodes, address, captured),
    )


def _described(tree: HtmlElement) -> Iterator[Node]:
    """What the page says of its own article in JSON-LD; entries of lists of other stories are left out."""
    for script in islice(tree.iter("script"), 500):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            waiting = [json.loads((script.text or "")[:1_000_000], strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting[:0] = node[:_NODES]
            elif isinstance(node, dict):
                yield node
                waiting += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]


def _kind(node: Node) -> str:
    kind = node.get("@type")
    return " ".join(str(part) for part in kind) if isinstance(kind, list) else str(kind or "")


def _articles(described: Sequence[Node]) -> list[Node]:
    """The nodes that tell of an article, those of the page around it last."""
    nodes = [node for node in described if _ARTICLE.search(_kind(node))]
    return sorted(nodes, key=lambda node: "webpage" in _kind(node).lower())


def _metas(tree: HtmlElement, *names: str) -> Iterator[tuple[str, str]]:
    """(name, content) of the named meta tags, in the order of the names."""
    contents: dict[str, str] = {}
    for meta in islice(tree.iter("meta"), _NODES):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        contents.setdefault(name, meta.get("content") or "")
    return ((name, contents[name]) for name in names if contents.get(name, "").strip())


def _first(*candidates: object) -> str | None:
    found = (" ".join(unescape(words).split())[:500] for words in candidates if isinstance(words, str))
    return next(filter(None, found), None)


def _title(tree: HtmlElement, nodes: Sequence[Node], outlet: str | None) -> str | None:
    headlines = [node.get("headline") for node in nodes]
    metas = [content for _, content in _metas(tree, "og:title", "twitter:title")]
    heads = [heading.text_content() for heading in islice(tree.iter("h1"), 3)]
    titles = [title.text_content() for title in islice(tree.iter("title"), 1)]
    title = _first(*headlines, *metas, *(heads if len(heads) == 1 else ()), *titles)
    return _without_outlet(title, outlet) if title else None


def _without_outlet(title: str, outlet: str | None) -> str:
    """A title without the outlet's name behind it ("12 killed in raid | The Post")."""
    match = _SUFFIX.fullmatch(title)
    named = match is not None and outlet is not None and match.group("outlet").casefold() == outlet.casefold()
    return match.group("title") if match is not None and named else title


def _outlet(tree: HtmlElement, nodes: Sequence[Node]) -> str | None:
    publishers = [_name(node.get("publisher")) for node in nodes]
    metas = [content for _, content in _metas(tree, "og:site_name", "application-name")]
    return _first(*publishers, *metas)


def _name(publisher: object) -> object:
    if isinstance(publisher, list):
        publisher = publisher[0] if publisher else None
    return publisher.get("name") if isinstance(publisher, dict) else publisher


def _address(tree: HtmlElement) -> str | None:
    links = (
        link.get("href") for link in islice(tree.iter("link"), 500) if (link.get("rel") or "").lower() == "canonical"
    )
    metas = (content for _, content in _metas(tree, "og:url"))
    return next((words.strip() for words in chain(links, metas) if words and is_web_address(words.strip())), None)


def _published(tree: HtmlElement, nodes: Sequence[Node], url: str | None, captured: date | None) -> Published:
    """JSON-LD before meta tags before time tags before the address; what the article itself prints is the reader's."""
    found = published_by(chain(_structured(nodes), _meta_days(tree), _time_tags(tree)), captured)
    address = published_by_address(url, captured)
    if found.first is None:
        reason = "; ".join(filter(None, (address.reason, found.reason)))
        return Published(first=address.first, last=address.last, basis=address.basis, reason=reason)
    apart = address.first is not None and not (address.first <= found.first <= (address.last or address.first))
    reason = f"{found.reason} (though {address.reason})" if apart else found.reason
    return Published(first=found.first, last=found.last, basis=found.basis, reason=reason)


def _structured(nodes: Sequence[Node]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        value = node.get("datePublished")
        if isinstance(value, str) and value.strip():
            yield "its JSON-LD datePublished", value


def _meta_days(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    return ((f"its meta tag {name}", content) for name, content in _metas(tree, *_PUBLISHED))


def _time_tags(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Time tags marked as the publication; an unmarked one only where all of the page name one day."""
    tags = list(islice(tree.iter("time"), 200))
    values = [tag.get("datetime") or tag.text_content() for tag in tags]
    for tag, value in zip(tags, values, strict=True):
        marked = "datepublished" in (tag.get("itemprop") or "").lower() or tag.get("pubdate") is not None
        if marked and value.strip():
            yield "its time tag", value
    if len({day_in(value) for value in values}) == 1:
        yield "its only time tag" if len(values) == 1 else "its time tags", values[0]
