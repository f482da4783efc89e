"""Running the audit."""

from __future__ import annotations

from collections.abc import Collection

from kg.audit import cascade, duties, existence, progress, time  # noqa: F401  (their rules register themselves)
from kg.audit.rules import LEVELS, RULES, Finding
from kg.errors import UsageError
from kg.export.material import Material


def audit(material: Material, rules: Collection[str] = ()) -> list[Finding]:
    """The findings, the gravest first, then rule by rule in the order of the documents.

    Args:
        rules: codes of the rules to apply; all when empty.

    Raises:
        UsageError: there is no rule of that code.
    """
    if unknown := sorted(set(rules) - set(RULES)):
        raise UsageError(f"no rule {unknown[0]!r}; rules are {', '.join(RULES)}")
    out = [
        Finding(rule.code, rule.level, *sentence, passages, ids, confidence)
        for rule in RULES.values()
        if not rules or rule.code in rules
        for sentence, passages, ids, confidence in rule.check(material)
    ]
    return sorted(out, key=lambda finding: -LEVELS.index(finding.level))
