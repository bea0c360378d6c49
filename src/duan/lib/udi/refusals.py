from __future__ import annotations


class UnreadableUdi(ValueError):
    """A text that is no unique device identification, or one that contradicts itself.

    `code` is stable and made for programs; `element` names the place by its identifier (`10`, `01+37`,
    `02->37`, `Q123`) and is empty where the whole text is meant; `message_zh` is a sentence for people
    that says what is wrong, where, and what to do.
    """

    def __init__(self, code: str, message_zh: str, *, element: str = "") -> None:
        super().__init__(message_zh)
        self.code = code
        self.element = element
        self.message_zh = message_zh
