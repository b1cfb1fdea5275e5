"""What is written down: documents, provisions, relationships, and the references and dates in them."""
