"""How the package does on the facts of tests/facts: a table per category.

    python bench/facts.py [--errors]

``pass`` and ``fail`` count the cases on which a general recogniser is meant to say the same; ``differ`` those where we
deliberately differ and do so, ``scope`` those out of scope that stay silent. Open cases are known to be wrong. The
exit code is 1 when a case that is not open fails.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.facts import OPEN, cases, right, told

COLUMNS = ("cases", "negative", "pass", "fail", "differ", "scope", "open")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print what failed, wanted and found")
    options = parser.parse_args()

    counts: dict[str, Counter[str]] = {}
    for case in cases():
        row = counts.setdefault(case.category, Counter())
        good = right(case)
        verdict = {"agree": "pass", "differ": "differ", "out-of-scope": "scope"}[case.status] if good else "fail"
        row.update(cases=1, negative=case.negative)
        row[verdict] += 1
        if options.errors and not good:
            print(f"{case.input.strip()}\n  wanted {case.expected}\n  found  {told(case)}")
    for case in cases(OPEN):
        counts.setdefault(case.category, Counter())["open"] += 1

    print(f"{'':20}" + "".join(f"{name:>9}" for name in COLUMNS))
    total = Counter[str]()
    for category in sorted(counts):
        total.update(counts[category])
        print(f"{category:20}" + "".join(f"{counts[category][name]:9}" for name in COLUMNS))
    print(f"{'all':20}" + "".join(f"{total[name]:9}" for name in COLUMNS))
    return int(total["fail"] > 0)


if __name__ == "__main__":
    sys.exit(main())
