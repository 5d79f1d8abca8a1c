"""What holds for any reports whatever: bounds, order of arrival, evidence, copies."""

from dataclasses import replace

from factory import claim, day, decision, document, place, published, report
from hypothesis import given, settings
from hypothesis import strategies as st
from told import by_id, cluster_of

from recount.reconcile import reconcile
from recount.records import Count, content_id

NUMBERS = st.integers(0, 90)
COUNTS = st.one_of(
    NUMBERS.map(lambda n: Count(low=n, best=n, high=n)),
    NUMBERS.map(lambda n: Count(low=n, best=n, high=None)),
    NUMBERS.map(lambda n: Count(low=None, best=n, high=n)),
    NUMBERS.map(lambda n: Count(low=None, best=n, high=None)),
    NUMBERS.map(lambda n: Count(low=n, best=None, high=None)),
    st.tuples(NUMBERS, NUMBERS).map(lambda pair: Count(low=min(pair), best=None, high=max(pair))),
)
SPEAKERS = st.sampled_from([None, None, "police", "the army", "ISPR", "residents", "Abu Qaqa", "VOA"])
RULES = st.sampled_from(["conservative", "ucdp", "acled", "gtd", "ibc"])


@st.composite
def one_claim(draw, key):
    field = draw(st.sampled_from(["killed", "killed", "wounded", "perpetrator", "date", "place", "target"]))
    stance = draw(st.sampled_from(["asserts", "asserts", "claims", "accuses", "suspects", "denies", "doubts"]))
    by = draw(SPEAKERS)
    if field in {"killed", "wounded"}:
        of = draw(st.sampled_from(["all", "civilian", "security", "militant", "attacker"]))
        value, more = draw(COUNTS), {"of": of, "part": draw(st.booleans())}
    elif field == "date":
        value, more = day(draw(st.sampled_from(["2016-10-24", "--10-24", "2016-10-25", "2016-10-01/2016-10-31"]))), {}
    elif field == "place":
        value, more = place(locality=draw(st.sampled_from(["Quetta", "Mach"])), country="PK"), {}
    else:
        value, more = draw(st.sampled_from(["Islamic State", "Jamaat-ul-Ahrar", "gunmen", "Pakistan Army"])), {}
    return claim(field, value, document=key, by=by, stance=stance, start=draw(st.integers(0, 400)), **more)


@st.composite
def told_reports(draw):
    pairs = []
    for number in range(draw(st.integers(1, 5))):
        on = draw(st.sampled_from([None, "2016-10-24", "2016-10-27", "2019-03-15"]))
        home = document(f"paper {number}", outlet=draw(st.sampled_from(["Dawn", "VOA", None])), on=on)
        claims = [draw(one_claim(f"{number} {nth}")) for nth in range(draw(st.integers(0, 5)))]
        pairs.append((home, report(home, *{one.id: one for one in claims}.values())))
    return pairs


def reconciled(pairs, rules="conservative", decisions=()):
    reports, documents = by_id(*pairs)
    return reconcile(cluster_of(*reports.values()), reports, documents, decisions, rules)


@settings(deadline=None, max_examples=120)
@given(pairs=told_reports(), rules=RULES)
def test_low_is_never_above_best_nor_best_above_high(pairs, rules):
    for estimate in reconciled(pairs, rules).counts:
        known = [number for number in (estimate.low, estimate.best, estimate.high) if number is not None]
        assert known == sorted(known)


@settings(deadline=None, max_examples=60)
@given(pairs=told_reports(), rules=RULES, random=st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(pairs, rules, random):
    shuffled = list(pairs)
    random.shuffle(shuffled)
    assert reconciled(shuffled, rules) == reconciled(pairs, rules)


@settings(deadline=None, max_examples=60)
@given(pairs=told_reports())
def test_every_estimate_stands_on_claims_that_exist_and_drops_none(pairs):
    incident = reconciled(pairs)
    known = {one.id for _, told in pairs for one in told.claims}
    estimates = [one for one in (incident.when, incident.where) if one]
    estimates += [*incident.counts, *incident.perpetrators, *incident.targets, *incident.others]
    cited = {key for one in estimates for key in (*one.claims, *(aside for aside, _ in one.set_aside))}
    cited |= {key for one in incident.disagreements for _, side in one.sides for key in side}
    assert cited <= known
    assert {one.id for _, told in pairs for one in told.claims if one.field not in {"date", "place"}} <= cited


@settings(deadline=None, max_examples=60)
@given(pairs=told_reports(), number=st.integers(0, 4))
def test_a_copy_of_a_document_never_raises_the_number_of_witnesses(pairs, number):
    home, told = pairs[number % len(pairs)]
    text = f"{home.text}\n"
    copy = replace(home, id=content_id("document", text), name="a copy", text=text, outlet="Somewhere Else")
    again = replace(
        told,
        id=content_id("report", copy.id),
        document=copy.id,
        claims=tuple(replace(one, id=content_id(one.id, "again")) for one in told.claims),
    )
    before, after = reconciled(pairs), reconciled([*pairs, (copy, again)])
    assert len(after.witnesses) <= len(before.witnesses)


@settings(deadline=None, max_examples=40)
@given(pairs=told_reports(), number=st.integers(0, 40))
def test_a_rejected_claim_no_longer_counts(pairs, number):
    claims = [one for _, told in pairs for one in told.claims]
    if not claims:
        return
    gone = claims[number % len(claims)]
    incident = reconciled(pairs, decisions=[decision("reject", gone.id)])
    assert not any(gone.id in one.claims for one in (*incident.counts, *incident.perpetrators, *incident.targets))


def test_a_range_of_publication_is_enough_to_reconcile():
    home = replace(document("a"), published=published("2016-10-24", "2016-11-30"))
    assert reconciled([(home, report(home, claim("killed", 4, of="all")))]).counts[0].best == 4
