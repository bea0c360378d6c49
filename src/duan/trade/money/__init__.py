"""回款: what is owed when, and what came in.

Owns milestones, which a signed contract's payment schedule becomes, and receipts. A milestone is
due some days after what it waits for has happened: the signature, the arrival, the acceptance.

Words: milestone 回款节点 · receipt 回款
Doors: commands, queries, events, types
"""
