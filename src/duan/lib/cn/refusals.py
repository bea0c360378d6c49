from __future__ import annotations


class UnreadableNumber(ValueError):
    """A number, code or certificate that can't be what it claims to be.

    `code` is stable and made for programs; `message_zh` is a sentence for people that says what is
    wrong, at which place inside the value, and what to do. Row and column are the caller's to add.
    """

    def __init__(self, code: str, message_zh: str) -> None:
        super().__init__(message_zh)
        self.code = code
        self.message_zh = message_zh


class UnreadableRegion(UnreadableNumber):
    """A region code that is unknown, no longer valid, or named differently.

    `successors` are the codes in force today that cover the old region, when that is why.
    """

    def __init__(self, code: str, message_zh: str, successors: tuple[str, ...] = ()) -> None:
        super().__init__(code, message_zh)
        self.successors = successors
