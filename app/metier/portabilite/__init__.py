"""One's own data, asked for as a file: as the resident sees it (`demandes`), as the worker does (`file`)."""
