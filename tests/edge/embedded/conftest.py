"""Clusters of a test's own, in a folder that only the user who runs the tests can enter."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import pytest

from duan.edge.embedded.cluster import Cluster


@pytest.fixture
def short_path():
    """A folder whose name leaves room for a socket's, wherever pytest puts its own."""
    with tempfile.TemporaryDirectory(prefix="d") as folder:
        yield Path(folder)


@pytest.fixture
def new_cluster(tmp_path):
    """Make a cluster below a name of the test's choice; stopped when the test ends."""
    made = []

    def make(name="db", *, fast=False):
        cluster = Cluster(tmp_path / name, fast=fast)
        made.append(cluster)
        return cluster

    yield make
    for cluster in made:
        cluster.stop(at_once=True)


@pytest.fixture(scope="session")
def mould(tmp_path_factory):
    """A cluster that was created and never started, to be copied."""
    cluster = Cluster(tmp_path_factory.mktemp("mould") / "db")
    cluster.init()
    return cluster.data_dir


@pytest.fixture
def copied_cluster(mould, new_cluster):
    """Like `new_cluster`, for tests of what comes after creation."""

    def make(name="db"):
        cluster = new_cluster(name)
        subprocess.run(["cp", "--archive", mould, cluster.data_dir], check=True)
        return cluster

    return make


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """One running cluster for tests that only look or clean up behind them."""
    shared = Cluster(tmp_path_factory.mktemp("cluster") / "db")
    shared.start()
    yield shared
    shared.stop(at_once=True)
