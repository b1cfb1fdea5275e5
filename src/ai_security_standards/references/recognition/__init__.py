"""What is written where: names, identifiers and lists, found in one walk over the tokens."""
