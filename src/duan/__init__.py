"""Duan 端: the ERP of medical-device companies, built around the terminal.

Five rings, each may import only the rings to its right:

    edge -> insight -> trade -> core -> lib

Commands go down, events come up.
"""
