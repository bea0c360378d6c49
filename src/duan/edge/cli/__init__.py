"""The `duan` command."""
