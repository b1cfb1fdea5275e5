"""The text in which references are sought: its tokens, tables and titles."""
