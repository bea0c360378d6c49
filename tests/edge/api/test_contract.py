"""Schemathesis reads our OpenAPI file and looks for answers that it does not allow."""

from __future__ import annotations

import json
import os

import django.conf
import pytest
import schemathesis
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

from duan.edge.cli.describing import description
from tests import make

schema = schemathesis.openapi.from_dict(json.loads(description()))
schema.app = get_wsgi_application()
# A rule of the business may refuse what the schema allows: a wrong password, a name that is taken.
ALLOWED = [schemathesis.checks.positive_data_acceptance]
EXAMPLES = int(os.environ.get("DUAN_FUZZ", "25"))


@pytest.fixture(autouse=True)
def _keep_the_connection():
    """Django's test client does the same: a request must not close the test's transaction."""
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(autouse=True)
def data_dir(monkeypatch, tmp_path):
    monkeypatch.setattr(django.conf.settings, "DATA_DIR", tmp_path)


@pytest.fixture
def token():
    return make.somebody("data_steward", on=make.ROOT).token


# The fuzzer reads a file's answer without closing it; servers close it (PEP 3333).
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.django_db
# The harness reads a file that is sent without closing the answer, as a server does.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
def test_every_answer_is_in_the_contract(case, token):
    case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, excluded_checks=ALLOWED)
