"""Mechanisms that know no business word."""
