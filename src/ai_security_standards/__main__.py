"""`python -m ai_security_standards`: the command `aiss`."""

from .cli.main import run

if __name__ == "__main__":
    raise SystemExit(run())
