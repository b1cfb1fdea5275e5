"""Which document, edition and provision a written reference means."""
