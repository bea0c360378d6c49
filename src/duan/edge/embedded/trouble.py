"""What can go wrong with the database server, each with a stable code and a way out."""

from __future__ import annotations

from typing import ClassVar


class DatabaseTrouble(Exception):
    """The server can't do what was asked; `str(error)` is a Chinese sentence for a person."""

    code: ClassVar[str] = "database.trouble"


class DirectoryOccupied(DatabaseTrouble):
    code = "database.directory_occupied"


class NotInitialised(DatabaseTrouble):
    code = "database.not_initialised"


class NotRunning(DatabaseTrouble):
    code = "database.not_running"


class OwnedBySomebodyElse(DatabaseTrouble):
    code = "database.owned_by_somebody_else"


class BadAddress(DatabaseTrouble):
    code = "database.bad_address"


class CannotGiveAway(DatabaseTrouble):
    code = "database.cannot_give_away"


class OtherVersion(DatabaseTrouble):
    code = "database.other_version"


class ServerMissing(DatabaseTrouble):
    code = "database.server_missing"


class DidNotStart(DatabaseTrouble):
    code = "database.did_not_start"


class DiskFull(DidNotStart):
    code = "database.disk_full"


class DidNotStop(DatabaseTrouble):
    code = "database.did_not_stop"


class StatementFailed(DatabaseTrouble):
    code = "database.statement_failed"
