"""Out of incidents and what was read, weekly series for watches."""

from datetime import date, timedelta

from factory import claim, day, document, place, report

from recount.reconcile import reconcile
from recount.records import Cluster
from recount.tally.surges import Rules
from recount.tally.surges_series import UNNAMED, Coverage, Watch, watch_incidents

START = date(2015, 1, 5)
RULES = Rules(least=20)


def on(week, weekday=1):
    return START + timedelta(weeks=week, days=weekday)


class World:
    """Incidents with the outlets that told of them."""

    def __init__(self) -> None:
        self.incidents, self.outlets, self.articles = [], {}, []

    def read(self, outlet, weeks):
        self.articles += [(outlet, on(week)) for week in weeks]

    def told(self, outlet, week, *, province="Sindh", killed=1, when=None, by=None):
        name = f"{outlet} {len(self.incidents)}"
        home = document(name, outlet=outlet)
        claims = [
            claim("date", day(when or on(week).isoformat()), document=name),
            claim("place", place(province=province, country="PK"), document=name),
            claim("killed", killed, of="all", document=name),
        ]
        if by:
            claims.append(claim("perpetrator", by, document=name))
        one = report(home, *claims)
        self.incidents.append(reconcile(Cluster(id=one.id, reports=(one.id,)), {one.id: one}, {home.id: home}))
        self.outlets[one.id] = outlet

    def watch(self, until=60, **asked):
        return watch_incidents(
            Watch(name="w", **asked),
            self.incidents,
            self.outlets,
            Coverage(self.articles),
            until=on(until),
            rules=RULES,
        )


def steady():
    world = World()
    world.read("The Standing", range(60))
    for week in range(60):
        world.told("The Standing", week)
    return world


def test_a_new_outlet_is_no_surge() -> None:
    world = steady()
    world.read("The New", range(50, 60))
    for week in range(50, 60):
        for _ in range(12):
            world.told("The New", week)
    found = world.watch()
    assert found.watched.surges == ()
    assert (found.outlets, found.newer) == (("The Standing",), ("The New",))


def test_the_same_incidents_out_of_a_standing_outlet_are_one() -> None:
    world = steady()
    for _ in range(12):
        world.told("The Standing", 55)
    found = world.watch()
    (surge,) = [one for one in found.watched.surges if one.kind == "week"]
    assert surge.count == 13
    assert len(found.behind(surge)) == 13


def test_a_watch_holds_its_area_actor_form_and_measure_alone() -> None:
    world = steady()
    world.told("The Standing", 30, province="Punjab", killed=40, by="Islamic State")
    weeks = {name: world.watch(**asked).watched.weeks[30].count for name, asked in (
        ("all", {}), ("area", {"area": "Punjab"}), ("actor", {"actor": "ISIS"}), ("form", {"type": "raid"}),
        ("dead", {"area": "Punjab", "measure": "killed"}),
    )}  # fmt: skip
    assert weeks == {"all": 2, "area": 1, "actor": 1, "form": 0, "dead": 40}


def test_an_outlet_is_read_from_one_article_to_the_next_and_not_over_a_long_gap() -> None:
    coverage = Coverage([("A", on(0)), ("A", on(1)), ("A", on(10)), (None, on(0))])
    assert [coverage.read("A", on(week, 0)) for week in (0, 1, 2, 10)] == [6, 2, 0, 1]
    assert coverage.read(UNNAMED, on(0, 0)) == 1


def test_weeks_without_reading_expect_nothing() -> None:
    world = World()
    world.read("The Standing", [*range(40), *range(44, 60)])
    for week in range(60):
        if not 40 <= week < 44:
            world.told("The Standing", week)
    exposure = [week.exposure for week in world.watch().watched.weeks]
    assert exposure[41:43] == [0.0, 0.0]
    assert min(exposure[1:39]) == 1.0


def test_an_incident_without_a_week_is_counted_as_such() -> None:
    world = steady()
    world.told("The Standing", 0, when="2015-03-01/2015-03-31")
    found = world.watch()
    assert found.undated == 1
    assert sum(week.count for week in found.watched.weeks) == 60


def test_a_ledger_without_articles_has_no_weeks() -> None:
    found = World().watch()
    assert (found.watched.weeks, found.outlets) == ((), ())


def test_a_weekly_outlet_is_still_read_in_the_days_after_its_last_issue() -> None:
    coverage = Coverage([("weekly", on(week)) for week in range(10)])
    last = on(9, 0)
    assert coverage.read("weekly", last) == 2
    assert coverage.lasting(on(10, 0)).read("weekly", last) == 7
    assert coverage.lasting(on(20)).read("weekly", last) == 2
