"""Which document, edition and provision a reference in a text means."""
