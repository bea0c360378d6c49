"""Knowledge without a database: pure Python, no framework."""
