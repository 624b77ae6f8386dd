"""What the service is: the nouns of the trade, their rules and their states. Knows Piccolo and no web."""
