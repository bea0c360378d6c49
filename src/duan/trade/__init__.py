"""The business, one module a subject, low to high."""
