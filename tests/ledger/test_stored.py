"""What is written is what is read back."""

from datetime import date

import pytest
from factory import claim, day, exactly, place, report
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recount.errors import LedgerError
from recount.ledger.stored import decode, encode
from recount.records import Account, Cluster, Count, Decision, Document, Estimate, Incident, Published, When, Where

st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(int, st.integers(min_value=-(2**63), max_value=2**63 - 1))


@pytest.mark.parametrize("kind", [Account, Incident, Cluster, Document, Decision], ids=lambda kind: kind.__name__)
def test_any_record_comes_back_as_it_was(kind: type) -> None:
    @given(st.from_type(kind))
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    def comes_back(record: object) -> None:
        written = encode(record)
        back = decode(written, kind)
        assert back == record
        assert encode(back) == written

    comes_back()


@pytest.mark.parametrize(
    "value",
    [
        exactly(12),
        Count(low=None, best=None, high=30),
        day("2016-10-24"),
        day("--06-04"),
        place(locality="Quetta"),
        "gunmen",
    ],
    ids=repr,
)
def test_every_kind_of_value_comes_back_as_its_own_kind(value: Count | When | Where | str) -> None:
    account = Account(document="d", published=Published(), reports=(report("d", claim("means", value)),))
    back = decode(encode(account), Account).reports[0].claims[0].value
    assert back == value
    assert type(back) is type(value)


def test_an_estimate_keeps_a_place_and_a_range_apart() -> None:
    estimates = (Estimate(field="killed", low=61, best=61, high=65), Estimate(field="means", value="gunfire"))
    incident = Incident(
        id="i", type="raid", status="happened", reports=("r",), when=None,
        where=Estimate(field="place", value=place(locality="Mastung", country="PK")), counts=estimates,
    )  # fmt: skip
    assert decode(encode(incident), Incident) == incident


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ('"low":12', '"low":"12"'),
        ('"type":"bombing"', '"type":"picnic"'),
        ('"best":12', '"worst":12'),
        ('"reports"', "reports"),
    ],
)
def test_what_was_changed_outside_is_refused_with_advice(good: str, bad: str) -> None:
    account = Account(document="d", published=Published(), reports=(report("d", claim("killed", 12)),))
    written = encode(account)
    assert good in written
    with pytest.raises(LedgerError, match="restore the ledger from a copy"):
        decode(written.replace(good, bad), Account)


def test_days_are_written_as_days() -> None:
    assert '"first":"2016-10-24"' in encode(Published(first=date(2016, 10, 24)))
