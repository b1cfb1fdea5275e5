"""From published sources to the packaged data: not shipped."""
