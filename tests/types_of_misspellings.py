"""Plant misspellings in correct code, and see that mypy and pyright find each of them.

Every line of `PLANTED` is right as it stands in the left column and misspelt in the right one. The right code
must pass both checkers in strict mode; in the misspelt code, each must find an error on every line.
`python tests/types_of_misspellings.py` prints which are missed, and exits with 1 if any is.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from types_of_pages import check_modules

_OPENING = """
import ai_security_standards as aiss
from ai_security_standards.vocabulary import Extent, Role, Status

catalog = aiss.load()
act = catalog.standard("eu-ai-act")
duty = catalog.provision("eu-ai-act:Article 15")
laws = catalog.standards(kind="law")
duties = catalog.provisions("eu-ai-act")
walk = catalog.crosswalk("etsi-en-304-223", "iso-iec-42001")
coverage = catalog.coverage("eu-ai-act", "iso-iec-42001")
profile = aiss.Profile(roles="provider")
rulings = catalog.applicable(profile)
comparison = catalog.compare("owasp-llm-top-10@2025", "owasp-llm-top-10@2026")
audit = catalog.audit("LLM01:2025")
events = catalog.changes("2026-01-01")
stated = catalog.relationships("eu-ai-act")
"""

#: What is written in the right way, and misspelt: attributes, criteria, words, keys of rows.
PLANTED = {
    "attribute": [
        ("act.designation", "act.designaton"),
        ("act.obligations", "act.obligation"),
        ("duty.risk_classes", "duty.risk_class"),
        ("laws.left_out", "laws.leftout"),
        ("laws[0].published", "laws[0].publised"),
        ("laws[:3].day", "laws[:3].dya"),
        ("laws.head(3).refs", "laws.head(3).reffs"),
        ("coverage.bounds.least", "coverage.bounds.leest"),
        ("coverage[0].extent", "coverage[0].extend"),
        ("walk.unmapped_targets", "walk.unmaped_targets"),
        ("rulings.excluded", "rulings.exluded"),
        ("comparison.sort(by='change').to_decide", "comparison.sort(by='change').todecide"),
        ("audit.exit_status", "audit.exit_code"),
        ("stated[0].mapping_set", "stated[0].mappingset"),
        ("Status.IN_FORCE", "Status.INFORCE"),
        ("aiss.AmbiguousReference", "aiss.AmbigousReference"),
        ("catalog.find_references('LLM01')", "catalog.find_refs('LLM01')"),
    ],
    "criterion": [
        ("catalog.standards(publisher='etsi')", "catalog.standards(publishr='etsi')"),
        ("catalog.standards(published_since='2026')", "catalog.standards(published_sinse='2026')"),
        ("catalog.provisions('eu-ai-act', risk_class='high-risk')", "catalog.provisions('eu-ai-act', risk='high-risk')"),
        ("aiss.Profile(risk_classes='high-risk')", "aiss.Profile(risk_class='high-risk')"),
        ("catalog.coverage('a', implemented='b')", "catalog.coverage('a', implementd='b')"),
        ("catalog.search('poisoning', limit=3)", "catalog.search('poisoning', limits=3)"),
        ("catalog.mapping_sets(trust='curated')", "catalog.mapping_sets(trusted='curated')"),
        ("catalog.plan('a', 'b', require='partial')", "catalog.plan('a', 'b', requires='partial')"),
    ],
    "word": [
        ("catalog.standards(kind='law')", "catalog.standards(kind='lwa')"),
        ("catalog.standards(status={'in-force', 'published'})", "catalog.standards(status={'in-force', 'publshed'})"),
        ("catalog.provisions('eu-ai-act', role=['provider'])", "catalog.provisions('eu-ai-act', role=['provder'])"),
        ("aiss.Profile(roles=Role.DEPLOYER, size='micro')", "aiss.Profile(roles=Role.DEPLOYER, size='mikro')"),
        ("catalog.infer('eu-ai-act', trust='third_party')", "catalog.infer('eu-ai-act', trust='thirdparty')"),
        ("catalog.search('poisoning', kind='technique')", "catalog.search('poisoning', kind='tecnique')"),
        ("catalog.plan('a', 'b', method='greedy')", "catalog.plan('a', 'b', method='gredy')"),
        ("coverage.only('full', Extent.PARTIAL)", "coverage.only('ful', Extent.PARTIAL)"),
        ("coverage.counts['candidate']", "coverage.counts['candidat']"),
        ("rulings.only('may_apply')", "rulings.only('may-aply')"),
        ("walk.only('inferred')", "walk.only('infered')"),
        ("events.of('eu-ai-act', 'date-set')", "events.of('eu-ai-act', 'date_sett')"),
        ("stated.only('subset_of')", "stated.only('subsetof')"),
    ],
    "key of a row": [
        ("laws.rows()[0]['designation']", "laws.rows()[0]['designaton']"),
        ("duties.rows()[0]['risk_classes']", "duties.rows()[0]['risk_clases']"),
        ("walk.head(5).rows()[0]['mapping_sets']", "walk.head(5).rows()[0]['mapping_set']"),
        ("coverage.row(coverage[0])['relations']", "coverage.row(coverage[0])['relation']"),
        ("[row['verdict'] for row in rulings.rows()]", "[row['verdit'] for row in rulings.rows()]"),
        ("audit.rows()[0]['instead']", "audit.rows()[0]['insted']"),
        ("laws.rows()[0]['kind'] == 'law'", "laws.rows()[0]['kind'] == 'lwa'"),
        ("coverage.rows()[0]['extent'] == 'full'", "coverage.rows()[0]['extent'] == 'fully'"),
    ],
}  # fmt: skip
LINES = [pair for pairs in PLANTED.values() for pair in pairs]
_ERROR = re.compile(r"(mypy|pyright): \w+\.py:(\d+)")


def main() -> int:
    """Print the errors in the right code, and the misspellings that a checker misses."""
    problems = []
    first = len(_OPENING.splitlines()) + 1
    for column in (0, 1):
        with tempfile.TemporaryDirectory() as name:
            code = _OPENING + "".join(f"print({pair[column]})\n" for pair in LINES)
            Path(name, "planted.py").write_text(code, encoding="utf-8")
            found = check_modules(Path(name), strict=True)
        if column == 0:
            problems += [f"right code: {each}" for each in found]
            continue
        caught = {tuple(match.groups()) for each in found if (match := _ERROR.match(each))}
        for checker in ("mypy", "pyright"):
            missed = [pair[1] for line, pair in enumerate(LINES, first) if (checker, str(line)) not in caught]
            problems += [f"{checker} misses {each}" for each in missed]
            print(f"{checker} finds {len(LINES) - len(missed)} of {len(LINES)} misspellings")
    print(*problems, sep="\n")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
