"""附件: photos, signatures and documents that prove something, kept as they came.

A content lies once on the disk, under its own SHA-256, and is never changed; a row says who kept it
when, for which scope, under which name. What a file proves is known to the modules above, which
hold its id. The kind is read from the content, never believed.

Words: file 附件 · content 内容 · orphan 无主内容
Doors: commands, queries, types
"""
