"""`python -m curation`: see `python -m curation --help`."""

import sys

from curation.commands import main

sys.exit(main())
