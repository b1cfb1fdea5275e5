"""The command `aiss`: verbs over the catalog, for people in a terminal and for jobs in a pipeline."""
