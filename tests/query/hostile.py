"""Values that try to be more than text."""

HOSTILE = [
    '区教育局"',
    "区教育局') } INSERT DATA { <x:a> <x:b> <x:c> } #",
    '") } } SELECT * { ?s ?p ?o } #',
    '"""',
    "'''",
    "\\",
    '\\" } #',
    "\\u0022 ) } } #",
    "\\\\u0022",
    "\\U00000022",
    "{}{}{{{",
    "$PLACE ?b",
    "<http://example.org/>",
    '" . SERVICE <http://example.org/> { ?s ?p ?o } "',
    "教育局 # nothing",
    "🏫",
]
