"""Between bytes and records: files, shapes, mapping sets and the register."""
