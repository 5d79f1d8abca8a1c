"""The API is asked what nobody would ask, and answers as its own description says."""

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings

schemathesis = pytest.importorskip("schemathesis", reason="pip install schemathesis")

PATHS = (
    "/api/incidents",
    "/api/incidents.{form}",
    "/api/claims.csv",
    "/api/incidents/{key}",
    "/api/documents/{key}",
    "/api/statistics",
    "/api/actors",
)
BOUNDED = settings(
    max_examples=14,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def operations(client: TestClient) -> dict[str, object]:
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", client.app)
    return {found.ok().path: found.ok() for found in schema.get_all_operations()}


@pytest.mark.parametrize("path", PATHS)
def test_the_api_answers_as_it_describes_itself(operations: dict[str, object], path: str) -> None:
    operation = operations[path]

    @BOUNDED
    @given(case=operation.as_strategy())  # type: ignore[attr-defined]
    def ask(case: object) -> None:
        case.call_and_validate()  # type: ignore[attr-defined]

    ask()


def test_every_question_of_the_api_is_asked(operations: dict[str, object]) -> None:
    assert {path for path in operations if path.startswith("/api")} == set(PATHS)
