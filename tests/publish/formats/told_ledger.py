"""A ledger of eight incidents, small enough to work out by hand what each format must write."""

from dataclasses import replace
from datetime import date

from factory import claim, day, document, exactly, lasting, report, span

from recount.publish.report import Material
from recount.reconcile import reconcile
from recount.records import Cluster, Count, Document, Incident, Published, Report, RuleSet, When, Where

QUETTA = Where(
    locality="Quetta", district="Quetta", province="Balochistan", country="PK", level="locality", words="Quetta",
    latitude=30.18, longitude=67.0, radius_km=4.0,
)  # fmt: skip
KABUL = Where(
    locality="Kabul", province="Kabul", country="AF", level="locality", words="Kabul", latitude=34.53, longitude=69.17
)
HELMAND = Where(
    province="Helmand", country="AF", level="province", words="Helmand", latitude=31.0, longitude=64.0, radius_km=150.0
)
PAKISTAN = Where(country="PK", level="country", words="Pakistan", latitude=30.0, longitude=70.0, radius_km=700.0)

ARTICLE = "Attackers stormed the police college in Quetta. The army said 61 were killed; “Asif Khan, a barber” saw it."


def told(name: str, outlet: str, on: str) -> Document:
    made = document(name, f"{name}. {ARTICLE}", outlet, on)
    return replace(made, title=f"Attack told by {name}", url=f"https://example.org/{name}")


DAWN = told("dawn", "Dawn", "2016-10-25")
REUTERS = told("reuters", "Reuters", "2016-10-26")


def incidents() -> list[tuple[str, list[tuple[Document, Report]]]]:
    """The pairs of document and report of each incident, under a name."""
    return [
        ("college", _college()),
        ("clash", [_one("clash", "clash", HELMAND, day("2017-03-01/2017-03-31"), _clash())]),
        ("unhurt", [_one("unhurt", "bombing", KABUL, day("2018-05-02"), ())]),
        ("planned", [_one("planned", "bombing", KABUL, day("2018-06-02"), (), status="planned")]),
        ("yearless", [_one("yearless", "shooting", KABUL, day("--06-04"), (claim("killed", 3, of="civilian"),))]),
        ("vague", [_one("vague", "shooting", PAKISTAN, day("2019-02-03"), (claim("killed", 4, of="civilian"),))]),
        ("siege", [_one("siege", "abduction", QUETTA, lasting("2019-07-01", "2019-07-03"), _siege())]),
        ("raid", [_one("raid", "raid", QUETTA, day("2019-08-09"), _raid())]),
    ]  # fmt: skip


def _college() -> list[tuple[Document, Report]]:
    """Two outlets, two tolls, a claim of responsibility and a rival one, three attackers dead."""
    first = report(
        DAWN,
        claim("date", day("2016-10-24"), document="dawn"),
        claim("place", QUETTA, document="dawn"),
        claim("killed", 61, "61", of="all", by="the army", document="dawn"),
        claim("killed", 60, "60", 200, of="security", by="the army", document="dawn"),
        claim("killed", 3, "3", 300, of="attacker", by="the army", document="dawn"),
        claim("wounded", 120, "120", 400, of="all", by="police", document="dawn"),
        claim("perpetrator", "Islamic State", by="Amaq", stance="claims", document="dawn"),
        claim("target", "police college", document="dawn"),
        claim("means", "suicide vest", document="dawn"),
        type="suicide_bombing",
    )
    second = report(
        REUTERS,
        claim("date", day("2016-10-24"), document="reuters"),
        claim("place", QUETTA, document="reuters"),
        claim("killed", 65, "65", of="all", by="Police chief Asif Khan", document="reuters"),
        claim("perpetrator", "Lashkar-e-Jhangvi", by="Asif Khan", stance="accuses", document="reuters"),
        type="suicide_bombing",
    )
    trigger = span("stormed", DAWN.text.index("stormed"))
    return [(DAWN, replace(first, triggers=(trigger,))), (REUTERS, replace(second, focus=False))]


def _clash() -> tuple:
    return (
        claim("killed", 12, of="militant"),
        claim("killed", 5, of="security"),
        claim("killed", Count(low=20, best=20, high=None), of="all"),
        claim("perpetrator", "Taliban"),
        claim("target", "Afghanistan Army"),
    )


def _siege() -> tuple:
    return (
        claim("abducted", 7, of="civilian"),
        claim("perpetrator", "gunmen"),
        claim("freed", exactly(7), of="civilian"),
    )


def _raid() -> tuple:
    return (
        claim("killed", 4, of="militant"),
        claim("perpetrator", "Pakistan Army"),
        claim("target", "Tehrik-i-Taliban Pakistan"),
    )


def _one(name: str, type: str, where: Where, when: When, claims: tuple, status: str = "happened"):  # noqa: A002
    home = told(name, "Tolo News", "2019-09-01")
    home = replace(home, published=Published(first=date(2019, 9, 1), last=date(2019, 9, 1), basis="given"))
    said = (claim("date", when, document=name), claim("place", where, document=name), *claims)
    return home, report(home, *said, type=type, status=status)


def material(rules: RuleSet = "conservative", *names: str) -> tuple[Material, dict[str, Incident]]:
    """The ledger under a rule set, all of it or some incidents, and each incident by its name."""
    found: dict[str, Incident] = {}
    reports: dict[str, Report] = {}
    documents: dict[str, Document] = {}
    for name, pairs in incidents():
        if names and name not in names:
            continue
        reports |= {one.id: one for _, one in pairs}
        documents |= {home.id: home for home, _ in pairs}
        keys = tuple(sorted(one.id for _, one in pairs))
        found[name] = reconcile(Cluster(id=keys[0], reports=keys), reports, documents, (), rules)
    return Material(incidents=list(found.values()), reports=reports, documents=documents), found
