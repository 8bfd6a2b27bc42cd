"""Reading and checking of a pack: a folder of files that a planner edits, for any city.

A pack that extends another takes everything from it, and adds indicators and invented figures for demonstration.
"""

from dataclasses import replace
from pathlib import Path

from wzdesk.domain.demo import DEMO_WORD, is_demo
from wzdesk.domain.pack import Pack
from wzdesk.domain.plan import Plan, PlanDocument
from wzdesk.packs.catalogue import REGIONS, read_agencies, read_groups, read_indicators, read_regions
from wzdesk.packs.demo.figures import invented_observations
from wzdesk.packs.demo.ledger.make import invented_ledger
from wzdesk.packs.demo.ledger.read import read_totals, read_words
from wzdesk.packs.demo.read import read_series
from wzdesk.packs.figures import read_observations, read_overrides
from wzdesk.packs.forms import read_forms
from wzdesk.packs.known import Known
from wzdesk.packs.mistakes import Findings, PackError, PackMistake
from wzdesk.packs.plans import read_plans
from wzdesk.packs.projects import read_ledger
from wzdesk.packs.rules import read_rules, rules_text
from wzdesk.packs.toml_file import TomlFile, read_toml, tables

PACK = "pack.toml"

_REQUIRED: dict[str, type] = {"code": str, "name": str, "version": str, "home": str}
_OPTIONAL: dict[str, type] = {"plan": str, "extends": str, "documents": list}
_DOCUMENT_REQUIRED: dict[str, type] = {"key": str, "title": str}
_DOCUMENT_OPTIONAL: dict[str, type] = {"issuer": str, "date": str, "tables": list}


def read_pack(folder: Path) -> Pack:
    """The pack in a folder.

    Raises:
        PackError: Something in its files is wrong; the sentence names the first file and line.
    """
    findings = Findings()
    pack = _read(folder, findings)
    if findings.fatal or pack is None:
        raise PackError(findings.fatal)
    return pack


def version_of(folder: Path) -> str:
    """The version of the pack in a folder, without reading the rest; "" where there is none."""
    head = read_toml(folder, PACK, Findings())
    return head.words("version") if head else ""


def check_pack(folder: Path) -> tuple[PackMistake, ...]:
    """All mistakes and warnings of the pack in a folder; empty where there is nothing to say."""
    findings = Findings()
    _read(folder, findings)
    return tuple(findings.mistakes)


def _read(folder: Path, findings: Findings) -> Pack | None:
    head = read_toml(folder, PACK, findings)
    if head and head.words("extends"):
        return _extended(folder, head, findings)
    documents = _documents(head) if head else ()
    regions = read_regions(folder, findings)
    codes = frozenset(region.code for region in regions)
    groups = read_groups(folder, findings, codes)
    agencies = read_agencies(folder, findings)
    indicators = read_indicators(folder, findings, {agency.code for agency in agencies})
    known = Known(
        frozenset(document.key for document in documents),
        codes,
        {indicator.code: indicator for indicator in indicators},
        frozenset(agency.code for agency in agencies),
    )
    plans = read_plans(folder, findings, known)
    observations = read_observations(folder, findings, known)
    overrides = read_overrides(folder, findings, known, plans)
    forms = read_forms(folder, findings, known)
    rules = read_rules(folder, findings, known)
    ledger = read_ledger(folder, findings, known)
    if head is None:
        return None
    _check_head(head, known, plans)
    return Pack(
        code=head.words("code"),
        name=head.words("name"),
        version=head.words("version"),
        home=head.words("home"),
        plan=head.words("plan"),
        documents=documents,
        regions=regions,
        groups=groups,
        agencies=agencies,
        indicators=indicators,
        plans=plans,
        observations=observations,
        overrides=overrides,
        forms=forms,
        rules=rules,
        rules_text=rules_text(folder),
        ledger=ledger,
    )


def _extended(folder: Path, head: TomlFile, findings: Findings) -> Pack | None:
    """The pack that this one extends, with its own indicators and invented figures."""
    beneath = Findings()
    base = _read(folder.parent / head.words("extends"), beneath)
    if beneath.fatal or base is None:
        head.mistake("extends", f"所依据的数据包“{head.words('extends')}”有错：{beneath.fatal[0].words}")
        return None
    agencies = {agency.code for agency in base.agencies}
    indicators = (*base.indicators, *read_indicators(folder, findings, agencies, base.indicators))
    documents = (*base.documents, *_documents(head))
    known = Known(
        frozenset(document.key for document in documents),
        frozenset(region.code for region in base.regions),
        {indicator.code: indicator for indicator in indicators},
    )
    _check_head(head, known, base.plans)
    if not is_demo(head.words("name")):
        head.mistake("name", f"名称里要写明“{DEMO_WORD}”，请补上。")
    series = read_series(folder, findings, indicators, base.regions)
    totals = read_totals(folder, findings, known.regions)
    words = read_words(folder, findings, totals, {agency.name for agency in base.agencies})
    if findings.fatal:
        return None
    invented = invented_observations(series, base.regions, head.words("home"), base.observations)
    return replace(
        base,
        code=head.words("code"),
        name=head.words("name"),
        version=head.words("version"),
        home=head.words("home"),
        plan=head.words("plan"),
        documents=documents,
        indicators=indicators,
        observations=(*base.observations, *invented),
        ledger=invented_ledger(totals, base.ledger, base.regions, words) if words else base.ledger,
    )


def _check_head(head: TomlFile, known: Known, plans: tuple[Plan, ...]) -> None:
    head.check(_REQUIRED, _OPTIONAL)
    home, plan = head.words("home"), head.words("plan")
    if home and home not in known.regions:
        head.mistake("home", f"首页地区“{home}”在 {REGIONS} 里没有，请改正或在那里补上。")
    if plan and plan not in {known_plan.code for known_plan in plans}:
        head.mistake("plan", f"首页计划“{plan}”在 plans 文件夹里没有，请改正或在那里补上。")


def _documents(head: TomlFile) -> tuple[PlanDocument, ...]:
    documents: list[PlanDocument] = []
    for table in tables(head, "documents"):
        table.check(_DOCUMENT_REQUIRED, _DOCUMENT_OPTIONAL)
        key = table.words("key")
        if any(document.key == key for document in documents):
            table.mistake("key", f"来源文件代号“{key}”重复，请改正。")
        document = PlanDocument(
            key, table.words("title"), table.words("issuer"), table.words("date"), table.several("tables")
        )
        documents.append(document)
    return tuple(documents)
