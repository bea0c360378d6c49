"""Mounts every router of every module; turns refusals into answers."""
