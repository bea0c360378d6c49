"""内置数据库: our own supervisor of the PostgreSQL that ships inside a wheel.

Owns: where the server's files are, who it runs as, how it starts, recovers and stops, the roles
and secrets of a new cluster, and the same questions put to an external PostgreSQL.

Words: cluster 数据库实例 · postmaster 主进程 · throw-away 一次性 · external 外部数据库 · ballast 压舱空间
Doors: `cluster.Cluster`, `credentials.Secrets`, `external`, `inspection.inspect`, `watch.kept_running`
"""
