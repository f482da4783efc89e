"""``python -m kg`` is the command line ``kg``."""

from kg.cli import main

main()
