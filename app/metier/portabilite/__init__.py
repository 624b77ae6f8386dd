"""One's own data, asked for as a file: the requests, from the resident's side (`demandes`) and the worker's (`file`)."""
