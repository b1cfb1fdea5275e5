"""Run 16 questions at once in a fresh process, chosen by the seed that is the first argument.

Exits with 0 where all are answered. The switch interval is the tightest: threads change inside imports.
"""

import os
import random
import sys
import threading
import traceback

import ai_security_standards as aiss

LLM, AGENTIC = "owasp-llm-top-10@2025", "owasp-agentic-top-10@2026"
FIRST = f"{LLM}:LLM01"


def assessment() -> aiss.Assessment:
    return aiss.Assessment.of([(FIRST, "satisfied")])


QUESTIONS = (
    lambda: aiss.load()[FIRST],
    lambda: aiss.load().search("prompt injection", standard=LLM),
    lambda: aiss.load().standards(publisher="etsi", status="published"),
    lambda: aiss.load().as_of("2025-01-01").standards(topic="governance").to_csv(),
    lambda: aiss.load().provisions(LLM, kind="risk").tree(),
    lambda: aiss.load().children("owasp-aisvs@1.0:C2"),
    lambda: aiss.load().editions("owasp-llm-top-10"),
    lambda: aiss.load().publishers().to_html(),
    lambda: aiss.load().resolve("OWASP LLM06 (2023/24)"),
    lambda: aiss.load().find_references("Articles 9 to 11 of the AI Act"),
    lambda: aiss.load().audit("LLM06:2025 Sensitive Information Disclosure"),
    lambda: aiss.load().normalize([{"tags": ["owasp:llm01"]}]),
    lambda: aiss.load().resolve_many(["LLM01:2025", "none"]),
    lambda: aiss.load().tables()["structure"].to_json(),
    lambda: aiss.load().mapping_sets(of="eu-ai-act"),
    lambda: aiss.load().relationships(FIRST),
    lambda: aiss.load().infer(FIRST, to=AGENTIC),
    lambda: aiss.load().crosswalk(LLM, AGENTIC).rows(),
    lambda: aiss.load().conflicts("owasp-agentic-top-10-2026--owasp-llm-top-10-2025"),
    lambda: aiss.load().compare(LLM, "owasp-llm-top-10@2026"),
    lambda: aiss.load().trace(FIRST),
    lambda: aiss.load().migrate([FIRST], to="owasp-llm-top-10@2026"),
    lambda: aiss.load().applicable(aiss.Profile(jurisdictions="EU", roles={"provider"})),
    lambda: aiss.load().changes("2026-07-01", "2026-07-31"),
    lambda: aiss.load().checklist(LLM),
    lambda: aiss.load().coverage(LLM, AGENTIC),
    lambda: aiss.load().threat_coverage("mitre-atlas", ["mitre-atlas:AML.M0020"]),
    lambda: aiss.load().project(assessment(), AGENTIC),
    lambda: aiss.load().plan(LLM, AGENTIC, method="greedy"),
    lambda: aiss.load().pin(assessment()),
    lambda: aiss.DATA_VERSION,
    lambda: __import__("ai_security_standards.mapping.asserted").mapping.asserted.Relationships,
    lambda: __import__("ai_security_standards.compliance.planning").compliance.planning.Plan,
    lambda: __import__("ai_security_standards.references.auditing").references.auditing.Audit,
)


def main(seed: int) -> int:
    sys.setswitchinterval(1e-6)
    chosen = random.Random(seed).sample(range(len(QUESTIONS)), 16)
    start, faults = threading.Barrier(16), []

    def ask(number: int) -> None:
        start.wait()
        try:
            QUESTIONS[number]()
        except BaseException:
            faults.append(f"question {number}:\n{traceback.format_exc()}")

    threads = [threading.Thread(target=ask, args=(number,), daemon=True) for number in chosen]
    for thread in threads:
        thread.start()
    for number, thread in zip(chosen, threads, strict=True):
        thread.join(100)
        if thread.is_alive():
            faults.append(f"question {number} has no answer")
    sys.stderr.write("\n".join(faults))
    sys.stderr.flush()
    return len(faults)


if __name__ == "__main__":
    os._exit(min(main(int(sys.argv[1])), 1))  # a thread that hangs must not keep the process
