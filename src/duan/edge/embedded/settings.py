"""The server's configuration files, as text."""

from __future__ import annotations

from typing import Final

PORT: Final = 5432
"""Only a part of the socket's name: the server listens on no network address."""

HBA: Final = """\
# 由端（Duan）生成。只有本机套接字，任何人都要密码。
local  all          all  scram-sha-256
local  replication  all  scram-sha-256
"""

INCLUDE: Final = """
# 端（Duan）的设置写在 duan.conf，每次启动时重写；您自己的设置请写在 local.conf，它优先。
include_if_exists = 'duan.conf'
include_if_exists = 'local.conf'
"""

_COMMON: Final = f"""\
# 由端（Duan）生成，每次启动时重写；您自己的设置请写在同目录的 local.conf。
listen_addresses = ''
port = {PORT}
unix_socket_directories = 'socket'
unix_socket_permissions = 0700
cluster_name = 'duan'
password_encryption = 'scram-sha-256'

# Two cores and a few GiB, shared with the program itself.
max_connections = 60
shared_buffers = 256MB
effective_cache_size = 2GB
work_mem = 16MB
maintenance_work_mem = 128MB
max_parallel_workers_per_gather = 1
max_parallel_maintenance_workers = 1
random_page_cost = 1.1
jit = off
timezone = 'UTC'
lc_messages = 'C'

# Our log holds no business data: statements and details carry names and phone numbers.
log_destination = 'stderr'
logging_collector = on
log_directory = 'log'
log_filename = 'server-%d.log'
log_file_mode = 0600
log_truncate_on_rotation = on
log_rotation_age = 1d
log_rotation_size = 0
log_timezone = 'UTC'
log_error_verbosity = terse
log_min_error_statement = panic
log_parameter_max_length = 0
log_startup_progress_interval = 5s
"""

_DURABLE: Final = """
fsync = on
synchronous_commit = on
full_page_writes = on
wal_level = replica
max_wal_size = 2GB
min_wal_size = 160MB
checkpoint_timeout = 15min
"""

_THROW_AWAY: Final = """
# 一次性测试库：断电即毁，绝不可存放真实数据。
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 4GB
checkpoint_timeout = 1h
"""


def configuration(*, fast: bool) -> str:
    """The text of duan.conf; `fast` gives up durability for a throw-away cluster."""
    return _COMMON + (_THROW_AWAY if fast else _DURABLE)
