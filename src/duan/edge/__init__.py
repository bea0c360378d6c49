"""The doors of the product: HTTP, settings, command line, files in and out. Sees every ring."""
