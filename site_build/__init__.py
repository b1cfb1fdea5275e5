"""The site: documentation and explorer of the catalog as one folder of static files."""
