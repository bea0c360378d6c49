"""Measurements that the issues promise: `python -m bench`, figures explained in docs/bench.md."""
