"""The command line ``kg``: one small module a command, loaded when that command is called."""

from __future__ import annotations

import click

from kg._version import __version__
from kg.cli.group import LazyGroup
from kg.cli.options import verbosity

COMMANDS = {
    "build": "Build a graph from documents.",
    "targets": "List the quantified statements.",
    "ask": "Ask the graph a ready question.",
    "query": "Ask the graph a SPARQL query.",
    "show": "Explain one statement.",
    "trace": "Follow a task from city to district to bureau.",
    "audit": "Find what does not add up.",
    "ledger": "Write the supervision ledger.",
    "matrix": "Show who answers for what.",
    "diff": "Tell what changed between two versions.",
    "export": "Write the graph in other formats.",
    "view": "Write the interactive page.",
    "validate": "Check a graph against the shapes of the ontology.",
    "info": "Tell what is in a graph.",
    "evaluate": "Compare records with records made by hand.",
}

EPILOG = """\b
Example:
  kg build corpus/ -o outputs
  kg targets --kind target --body 教育
  kg ask body-duties --body 区教育局
  kg query 'SELECT (COUNT(*) AS ?n) { ?t a pk:Target }'


\b
Exit codes: 0 done; 1 failed, or some inputs failed; 2 wrong usage; 130 interrupted.

\b
Completion: eval "$(_KG_COMPLETE=bash_source kg)" in ~/.bashrc (zsh_source for zsh);
  for fish: _KG_COMPLETE=fish_source kg | source
"""


@click.group(
    cls=LazyGroup,
    package=__name__,
    lazy_commands=COMMANDS,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(__version__, prog_name="kg")
@verbosity
def main() -> None:
    """Chinese government documents in, one RDF graph of commitments out: who owes which number by when."""
