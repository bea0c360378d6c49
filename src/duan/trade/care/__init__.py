"""售后: what happens to a unit in service.

Owns tickets with the deadline that their SLA class gives, the call afterwards that asks whether
all is well, and renewals: the service contract that goes on where a cover ends.

Words: ticket 报修单 · follow-up 回访 · renewal 续保
Doors: commands, queries, events, types
"""
