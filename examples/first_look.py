"""A first look at the catalog: what a European provider of a generative system should know of."""

import ai_security_standards as aiss

catalog = aiss.load()
print(f"{catalog}\n")

print("Law that holds in Germany and speaks to providers, with what applies and what is still to come:")
for law in catalog.standards(kind="law", jurisdiction="DE", role="provider", binding="mandatory"):
    ahead = [each for each in law.upcoming if each.kind == "application"]
    coming = f"; next: {ahead[0].date} {ahead[0].what}" if ahead else ""
    print(f"  {law.designation}: {law.status} since {law.in_force}, applies from {law.applies_from}{coming}")

print("\nFree guidance on generative and agentic systems, newest first:")
guidance = catalog.standards(system_type={"generative", "agentic"}, access="free", published_since="2026-06")
for document in sorted(guidance, key=lambda each: str(each.published), reverse=True)[:10]:
    print(f"  {document.published}  {document.designation} ({catalog.publisher(document.publisher).name})")

print("\nWhat must be bought:")
for document in catalog.standards(publisher="iso-iec", access="paid", topic="security-controls"):
    print(f"  {document.designation}, {document.status}, stage {document.stage}: {document.title}")

print("\nThe editions of ISO/IEC TR 24030, and which one held on 1 June 2023:")
for edition in catalog.editions("iso-iec-tr-24030"):
    print(f"  {edition.ref}: {edition.status}, published {edition.published}")
print(f"  then: {catalog.as_of('2023-06-01')['iso-iec-tr-24030'].ref}")

print("\nETSI's Securing AI reports and what follows them:")
for report in catalog.standards(
    publisher="etsi", text="GR SAI", status={"published", "superseded"}, current=None
):
    after = ", ".join(f"{tie.ref} ({tie.confidence})" for tie in report.replaced_by) or "no successor"
    print(f"  {report.designation}: {report.status}; {after}")

print("\nReferences as people write them:")
for written in ("OWASP LLM06 (2023/24)", "Art. 15(4) KI-VO", "ISO 42001 A.6.2.4", "EN 304 223 5.1.1-1"):
    print(f"  {written}: {catalog.resolve(written)}")

print("\nWhat the cybersecurity of Article 15 of the EU AI Act has to do with ISO/IEC 42001:")
for each in catalog.infer("eu-ai-act@2024/1689:Article 15", to="iso-iec-42001@2023")[:5]:
    print(f"  {each.source.provision} {each.relation.certain} {each.target.provision} ({each.trust})")

print("\nA firm certified to ISO/IEC 42001 asks of EN 304 223:")
print(f"  {catalog.coverage('etsi-en-304-223', implemented=['iso-iec-42001']).headline()}")
