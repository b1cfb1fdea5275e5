"""The text in which references are sought: its tokens, its tables, its titles."""
