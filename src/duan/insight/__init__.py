"""Knowledge from the trade's rows: reads them, never writes them."""
