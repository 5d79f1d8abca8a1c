"""Alerts by file, feed, e-mail and webhook. A channel that fails is named, and sends the same alerts the next time."""

import smtplib
import ssl
from collections.abc import Callable, Sequence
from datetime import datetime
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import format_datetime
from functools import partial
from pathlib import Path

import httpx
import msgspec

from recount.errors import DeliveryError
from recount.publish.alerts import Alert, Memory, alert_as_json, alert_feed
from recount.publish.alerts_plan import Email, Plan
from recount.publish.feeds import rss

Send = Callable[[Sequence[Alert]], None]

_SECONDS = 20.0
_SUBJECT = 120


def channels(plan: Plan, *, now: datetime) -> dict[str, Send]:
    """What a plan sends by; the feed is written by `write_feed`, for it holds old alerts too."""
    ways: dict[str, Send] = {}
    if plan.file:
        ways["file"] = partial(_to_file, plan.file)
    if plan.email:
        ways["email"] = partial(_by_email, plan.email, now)
    if plan.webhook:
        ways["webhook"] = partial(_to_webhook, plan.webhook)
    return ways


def write_feed(file: Path, memory: Memory, *, now: datetime) -> None:
    """Writes the newest alerts as RSS, whole or not at all."""
    feed = alert_feed(memory, title="Recount alerts", link="urn:recount:alerts", at=now)
    beside = file.with_name(f"{file.name}.new")
    try:
        beside.write_bytes(rss(feed))
        beside.replace(file)
    except OSError as error:
        raise DeliveryError(f"{file} cannot be written ({error.strerror})", advice="Name another under rss") from error


def _to_file(file: Path, alerts: Sequence[Alert]) -> None:
    try:
        with file.open("ab") as lines:
            lines.writelines(msgspec.json.encode(alert_as_json(one)) + b"\n" for one in alerts)
    except OSError as error:
        raise DeliveryError(f"{file} cannot be written ({error.strerror})", advice="Name another under file") from error


def _to_webhook(url: str, alerts: Sequence[Alert]) -> None:
    """All new alerts in one request; redirects are not followed."""
    body = msgspec.json.encode({"alerts": [alert_as_json(one) for one in alerts]})
    try:
        headers = {"Content-Type": "application/json", "User-Agent": "recount"}
        answer = httpx.post(url, content=body, headers=headers, timeout=_SECONDS, follow_redirects=False)
        answer.raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        advice = "Check the address under [send.webhook]; the alerts are sent again the next time"
        raise DeliveryError(
            f"The webhook at {httpx.URL(url).host} did not take the alerts ({error})", advice=advice
        ) from error


def _by_email(email: Email, now: datetime, alerts: Sequence[Alert]) -> None:
    """All new alerts in one message."""
    try:
        message = _message(email, now, alerts)
        with _server(email) as server:
            if email.user and email.password:
                server.login(email.user, email.password)
            server.send_message(message)
    except (OSError, smtplib.SMTPException, MessageError, ValueError) as error:
        advice = "Check [send.email]; the alerts are sent again the next time"
        what = f"The mail server {email.server}:{email.port} did not take the alerts ({error})"
        raise DeliveryError(what, advice=advice) from error


def _server(email: Email) -> smtplib.SMTP:
    safe = ssl.create_default_context()
    if email.security == "tls":
        return smtplib.SMTP_SSL(email.server, email.port, timeout=_SECONDS, context=safe)
    server = smtplib.SMTP(email.server, email.port, timeout=_SECONDS)
    if email.security == "starttls":
        try:
            server.starttls(context=safe)
        except BaseException:
            server.close()
            raise
    return server


def _message(email: Email, now: datetime, alerts: Sequence[Alert]) -> EmailMessage:
    first = " ".join(alerts[0].title.split())
    more = f" and {len(alerts) - 1} more" if len(alerts) > 1 else ""
    message = EmailMessage()
    message["Subject"] = f"{first[:_SUBJECT]}{more}"
    message["From"] = email.sender
    message["To"] = ", ".join(email.to)
    message["Date"] = format_datetime(now)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n\n".join(_paragraph(one) for one in alerts) + "\n")
    return message


def _paragraph(alert: Alert) -> str:
    ids = ", ".join(alert.incidents[:20])
    more = f" and {len(alert.incidents) - 20} more" if len(alert.incidents) > 20 else ""
    return f"{alert.title}\n{alert.words}\nIncidents: {ids}{more}" if ids else f"{alert.title}\n{alert.words}"
