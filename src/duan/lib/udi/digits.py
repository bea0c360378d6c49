"""Digits of GS1 keys."""

from __future__ import annotations


def all_digits(text: str) -> bool:
    """Only 0 to 9: other scripts have digits too, which `str.isdigit` would let pass."""
    return text.isascii() and text.isdigit()


def check_digit(body: str) -> str:
    """The last digit of a GTIN or SSCC (modulo 10, weights 3 and 1 from the right of its body).

    ValueError when the body holds anything but digits.
    """
    if not all_digits(body):
        message = "a check digit is made of digits"
        raise ValueError(message)
    total = sum(int(c) * (1 if i % 2 else 3) for i, c in enumerate(reversed(body)))
    return str(-total % 10)
