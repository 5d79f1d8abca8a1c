"""Alerts: found once, sent once by each channel, remembered."""

from datetime import UTC, date, datetime
from email import message_from_string
from pathlib import Path
from xml.etree.ElementTree import fromstring

import msgspec
import pytest
from servers import mail_server, web_server

from recount.errors import ConfigError, DeliveryError, LedgerError
from recount.publish.alerts import Alert, Memory, read_memory, remember, write_memory
from recount.publish.alerts_plan import Email, Plan, read_plan
from recount.publish.alerts_send import channels, write_feed

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def alert(key="a", kind="week", first="2026-11-02", last="2026-11-08", incidents=("one",), **more):
    return Alert(
        id=key,
        watch=more.pop("watch", "Quetta"),
        kind=kind,
        title=more.pop("title", "Surge: Quetta"),
        words="9 where 2 are expected",
        first=date.fromisoformat(first),
        last=date.fromisoformat(last),
        incidents=incidents,
        at=more.pop("at", NOW.isoformat()),
    )


def plan(tmp_path, **more):
    return Plan(watches=(), state=tmp_path / "sent.json", **more)


def test_the_same_surge_is_new_only_once() -> None:
    memory = remember(Memory(), [alert()], at="t")
    again = remember(memory, [alert(), alert("b", last="2026-11-08"), alert("c", watch="Karachi")], at="u")
    assert [(one.id, one.at) for one in again.alerts] == [("a", "t"), ("c", "u")]


def test_a_rise_that_grew_longer_is_the_same_rise() -> None:
    memory = remember(Memory(), [alert(kind="rise")], at="t")
    assert len(remember(memory, [alert("b", "rise", "2026-11-02", "2026-11-15")], at="u").alerts) == 1
    assert len(remember(memory, [alert("b", "rise", "2026-11-16", "2026-11-22")], at="u").alerts) == 2


def test_an_incident_that_was_joined_with_another_is_the_same_incident() -> None:
    memory = remember(Memory(), [alert(kind="incident", incidents=("r1",))], at="t")
    assert len(remember(memory, [alert("b", "incident", incidents=("r0", "r1"))], at="u").alerts) == 1
    assert len(remember(memory, [alert("b", "incident", incidents=("r2",))], at="u").alerts) == 2


def test_each_channel_sends_what_it_has_not_sent() -> None:
    memory = remember(Memory(), [alert(), alert("c", watch="Karachi")], at="t").with_sent("file", [alert()])
    assert [one.id for one in memory.unsent("file")] == ["c"]
    assert [one.id for one in memory.unsent("email")] == ["a", "c"]


def test_the_memory_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    memory = remember(Memory(), [alert()], at="t").with_sent("file", [alert()])
    write_memory(tmp_path / "sent.json", memory)
    assert read_memory(tmp_path / "sent.json") == memory
    assert read_memory(tmp_path / "none.json") == Memory()


def test_a_damaged_memory_is_named_and_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "sent.json").write_text("{")
    with pytest.raises(LedgerError, match=r"sent\.json.* cannot be read"):
        read_memory(tmp_path / "sent.json")


def test_a_file_gets_a_line_for_each_alert(tmp_path: Path) -> None:
    send = channels(plan(tmp_path, file=tmp_path / "alerts.jsonl"), now=NOW)["file"]
    send([alert()])
    send([alert("b"), alert("c")])
    lines = (tmp_path / "alerts.jsonl").read_bytes().splitlines()
    assert [msgspec.json.decode(line)["id"] for line in lines] == ["a", "b", "c"]


def test_an_e_mail_holds_every_alert_and_its_incidents(tmp_path: Path) -> None:
    with mail_server() as server:
        email = Email(
            server="127.0.0.1", port=server.server_address[1], security="none", sender="a@b.org", to=("c@d.org",)
        )
        channels(plan(tmp_path, email=email), now=NOW)["email"]([alert(title="Surge:\nBcc: x@y.org"), alert("b")])
        (sent,) = server.kept
    message = message_from_string(sent)
    assert message["Subject"] == "Surge: Bcc: x@y.org and 1 more"
    assert (message["To"], message["Bcc"], message["Auto-Submitted"]) == ("c@d.org", None, "auto-generated")
    assert message.get_payload().count("Incidents: one") == 2


def test_a_mail_server_that_refuses_is_named(tmp_path: Path) -> None:
    with mail_server() as server:
        server.refuse = True
        email = Email(
            server="127.0.0.1", port=server.server_address[1], security="none", sender="a@b.org", to=("c@d.org",)
        )
        with pytest.raises(DeliveryError, match=r"mail server 127\.0\.0\.1.*nobody of that name"):
            channels(plan(tmp_path, email=email), now=NOW)["email"]([alert()])
        assert server.kept == []


def test_a_mail_server_without_encryption_gets_no_mail_where_that_is_asked_for(tmp_path: Path) -> None:
    with mail_server() as server:
        email = Email(server="127.0.0.1", port=server.server_address[1], sender="a@b.org", to=("c@d.org",))
        with pytest.raises(DeliveryError, match="STARTTLS"):
            channels(plan(tmp_path, email=email), now=NOW)["email"]([alert()])
        assert server.kept == []


def test_a_webhook_gets_all_new_alerts_at_once(tmp_path: Path) -> None:
    with web_server() as server:
        url = f"http://127.0.0.1:{server.server_address[1]}/hook"
        channels(plan(tmp_path, webhook=url), now=NOW)["webhook"]([alert(), alert("b")])
        (body,) = server.kept
    assert [one["id"] for one in msgspec.json.decode(body)["alerts"]] == ["a", "b"]


@pytest.mark.parametrize("status", [301, 404, 500])
def test_a_webhook_that_does_not_take_alerts_is_named_and_no_redirect_followed(tmp_path: Path, status: int) -> None:
    with web_server() as server:
        server.status = status
        url = f"http://127.0.0.1:{server.server_address[1]}/hook"
        with pytest.raises(DeliveryError, match=rf"127\.0\.0\.1 did not take the alerts .*{status}"):
            channels(plan(tmp_path, webhook=url), now=NOW)["webhook"]([alert()])
        assert len(server.kept) == 1


def test_nobody_at_the_address_is_named(tmp_path: Path) -> None:
    with web_server() as server:
        port = server.server_address[1]
    with pytest.raises(DeliveryError, match="did not take the alerts"):
        channels(plan(tmp_path, webhook=f"http://127.0.0.1:{port}/"), now=NOW)["webhook"]([alert()])


def test_the_feed_holds_the_newest_alert_first_and_escapes_words(tmp_path: Path) -> None:
    memory = Memory(alerts=(alert(), alert("b", title="<script>alert(1)</script>\x00 & more")))
    write_feed(tmp_path / "alerts.xml", memory, now=NOW)
    items = fromstring((tmp_path / "alerts.xml").read_bytes()).findall("channel/item")
    assert [item.findtext("guid") for item in items] == ["urn:recount:alert:b", "urn:recount:alert:a"]
    assert items[0].findtext("title") == "<script>alert(1)</script>\N{REPLACEMENT CHARACTER} & more"
    assert items[0].findtext("pubDate") == "Fri, 20 Nov 2026 10:00:00 +0000"


WATCHES = """
[[watch]]
name = "Quetta"
area = "Quetta"
measure = "killed"
on = ["surge", "incident"]
at_least = 5
[send]
file = "alerts.jsonl"
[send.email]
server = "mail.example.org"
from = "a@b.org"
to = ["c@d.org"]
user = "a"
[send.webhook]
url = "https://example.org/hook"
"""


def test_a_plan_holds_what_its_file_says_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "watches.toml").write_text(WATCHES)
    found = read_plan(tmp_path / "watches.toml", {"RECOUNT_SMTP_PASSWORD": "secret"})
    (one,) = found.watches
    assert (one.watch.area, one.watch.measure, one.surges, one.incidents, one.at_least) == (
        "Quetta",
        "killed",
        True,
        True,
        5,
    )
    assert (found.state, found.file, found.rss) == (
        tmp_path / "watches.toml.sent.json",
        tmp_path / "alerts.jsonl",
        None,
    )
    assert found.email is not None
    assert (found.email.password, found.email.port, found.email.security) == ("secret", 587, "starttls")
    assert found.webhook == "https://example.org/hook"


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ('name = "Quetta"', "", "name = None in watch 1"),
        ('measure = "killed"', 'measure = "dead"', "measure = 'dead'"),
        ("at_least = 5", "at_least = 0", "at_least = 0"),
        ("at_least = 5", "at_most = 5", "'at_most', which means nothing"),
        ('on = ["surge", "incident"]', 'on = ["peace"]', r"on = \['peace'\]"),
        ('to = ["c@d.org"]', "to = []", r"to = \[\]"),
        ("https://example.org/hook", "ftp://example.org", "ftp://example.org"),
        ("https://example.org/hook", "http://[", r"http://\["),
        ("[[watch]]", "[[watch]]\nname = 1\n[[watch]]", "name = 1 in watch 1"),
        ("[send]", "[send]\nfax = 1", "'fax', which means nothing"),
        ('user = "a"', 'user = ""', "user = ''"),
        ("[[watch]]", "[watch]", "watch = .* cannot be used"),
    ],
)
def test_an_entry_that_cannot_be_used_is_named(tmp_path: Path, old: str, new: str, wrong: str) -> None:
    (tmp_path / "watches.toml").write_text(WATCHES.replace(old, new))
    with pytest.raises(ConfigError, match=wrong):
        read_plan(tmp_path / "watches.toml", {"RECOUNT_SMTP_PASSWORD": "secret"})


def test_a_user_without_a_password_is_told_before_anything_is_sent(tmp_path: Path) -> None:
    (tmp_path / "watches.toml").write_text(WATCHES)
    with pytest.raises(ConfigError, match="RECOUNT_SMTP_PASSWORD is not set"):
        read_plan(tmp_path / "watches.toml", {})


@pytest.mark.parametrize("held", ["", "look_back = 3", "[[watch", "\xff"])
def test_a_file_without_watches_is_told_so(tmp_path: Path, held: str) -> None:
    (tmp_path / "watches.toml").write_bytes(held.encode("latin-1"))
    with pytest.raises(ConfigError):
        read_plan(tmp_path / "watches.toml", {})
    with pytest.raises(ConfigError, match="cannot be read"):
        read_plan(tmp_path / "none.toml", {})
