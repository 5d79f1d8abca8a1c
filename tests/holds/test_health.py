"""What machines that watch this one are told."""

from pathlib import Path

from fastapi.testclient import TestClient
from faulty import filled

from recount.config import Config
from recount.ledger import Ledger
from recount.web.app import create_app


def test_health_and_metrics_tell_of_the_ledger(tmp_path: Path) -> None:
    place = tmp_path / "recount.db"
    filled(str(place))
    with TestClient(create_app(Config(jobs=1), str(place))) as client:
        assert client.get("/healthz").json() == {"ledger": "can be read"}
        told = client.get("/metrics").text
        assert 'recount_rows{table="documents"} 6\n' in told
        assert "recount_incidents_current 1\n" in told
        with Ledger.open(str(place)) as ledger:
            assert f"recount_log_lines {ledger.head().number}\n" in told
        place.write_bytes(b"no ledger at all" * 999)
        assert client.get("/healthz").status_code == 503
