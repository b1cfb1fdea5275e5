"""Rulings on documents and provisions, and the table of them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice

from attrs import evolve, frozen

from ..records.cards import Card
from ..records.dates import PartialDate
from ..records.refs import Ref
from ..tables import Table, quantity
from ..tables.reasons import Reason
from ..vocabulary import Binding, Kind, ProvisionKind, Verdict
from .profiles import Profile
from .questions import CHOICE, FORM, Question, can_be_asked, is_fact, question_for

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..tables.rows import RulingCells
    from ..vocabulary.literals import VerdictText

__all__ = ["CITED_BY", "Ruling", "RulingGroup", "Rulings"]

#: How the reason begins that law which binds cites a document.
CITED_BY = "cited by"
#: How many stretches of provisions a line on a stage names.
_MAX_RUNS = 8
#: How many questions are asked beside one that no fact answers.
_MAX_BESIDE = 6
#: Facts on which most of an act depends, in an order that a newcomer can answer in.
_ORDER = ("annexes", "risk_classes", "placed_on_market", "modified")


@frozen(kw_only=True, repr=False)
class Ruling(Card):
    """Whether one document or provision applies to a profile on a day, with the reasons.

    Attributes:
        date: The day from which it applies or will apply; where that is undecided, the earliest
            possible day.
        binds: Whether those to whom it applies must follow it: law, and what the profile is held to.
        reasons: Sentences in our own words, each with the article or the field of the register.
        missing: Of what may apply, the facts of the profile that would decide it.
        questions: Of what may apply, the questions that no fact of a profile answers.
        decided_by: Those of the facts and questions each of which alone may decide it.
        exceptions: Of what may apply, the exclusions that alone keep it open: without them, it applies
            from `date`.
        fit: Of a voluntary document that applies, why it fits best: what it gives under law that may bind
            the profile, which such law cites it, whether one can be certified against it, whether it is free
            of charge.
    """

    ref: Ref
    name: str
    kind: Kind | ProvisionKind
    binding: Binding
    binds: bool
    verdict: Verdict
    date: PartialDate | None = None
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    decided_by: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    fit: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<Ruling {self.ref}: {self.verdict}{f', {self.date}' if self.date else ''}>"


@frozen(eq=False, repr=False)
class Rulings(Table[Ruling, "RulingCells", "Verdict | VerdictText"]):
    """Rulings for a profile on a day: law first, each document followed by its provisions.

    What is not applicable is left out; `excluded` has it, with the reasons. This is no legal advice:
    see `Catalog.applicable`.
    """

    columns = (
        "ref", "name", "kind", "verdict", "date", "binding", "binds", "reasons", "missing", "questions",
        "decided_by", "exceptions", "fit",
    )  # fmt: skip

    words = Verdict
    word_field = "verdict"

    day: dt.date
    profile: Profile
    _excluded: tuple[Ruling, ...] = ()

    def headline(self) -> str:
        """Return what binds, what depends on how many answers and what fits, then the number by verdict."""
        left_out = f", {len(self._excluded)} not applicable left out" if self._excluded else ""
        counts = f"{self._counts_text() or 'nothing'} on {self.day}{left_out}"
        words = self._in_words()
        return f"{words}; {counts}" if words else counts

    def _in_words(self) -> str:
        """Return what the rulings on documents say together; nothing where there is none."""
        groups = [(group, len(group.rulings.documents)) for group in self.groups()]
        binding = sum(number for group, number in groups if group.name == "binding")
        excepted = sum(number for group, number in groups if group.name == "exception")
        waiting = [number for group, number in groups if number and can_be_asked(group.question or CHOICE)]
        fitting = sum(number for group, number in groups if group.name == "voluntary")
        noun = "act" if all(each.binding is Binding.MANDATORY for each in self if each.binds) else "document"
        if not (binding or excepted or waiting or fitting):
            return ""
        parts = [f"{quantity(binding, noun)} {'binds' if binding == 1 else 'bind'}"]
        if excepted:
            parts.append(f"{excepted} more unless an exception holds")
        if waiting:
            depend = "depends" if sum(waiting) == 1 else "depend"
            parts.append(f"{sum(waiting)} more {depend} on {quantity(len(waiting), 'answer')}")
        if fitting:
            fit = "fits" if fitting == 1 else "fit"
            parts.append(f"{quantity(fitting, 'voluntary document')} {fit}")
        return ", ".join(parts)

    def groups(self) -> tuple[RulingGroup, ...]:
        """Return the rulings in groups: what binds, what is open on which answer, what is voluntary.

        - `binding`: law, and what the profile is held to, that applies or will apply;
        - `exception`: the same, unless one of its exceptions holds;
        - `open`: the same, one group for each fact or question that decides it, documents before articles;
          of a bill, whether it is issued, which the headline does not count;
        - `voluntary`: documents that address such a profile, those that fit best first; `rest` counts others.

        >>> from ai_security_standards import Profile, load
        >>> profile = Profile(jurisdictions="EU", roles="deployer", sectors="finance", size="large")
        >>> acts = load().applicable(profile, on="2026-11-24", standard=["eu-dora", "eu-ai-act", "eu-cra"])
        >>> [(group.name, group.question, len(group.rulings.documents)) for group in acts.groups()][:2]
        [('binding', None, 1), ('exception', None, 1)]
        """
        decided = (Verdict.APPLIES, Verdict.WILL_APPLY)
        law = [each for each in self if each.binds]
        groups = [
            self._group("binding", None, [each for each in law if each.verdict in decided]),
            self._group("exception", None, [each for each in law if each.exceptions]),
        ]
        undecided = [each for each in law if each.verdict is Verdict.MAY_APPLY and not each.exceptions]
        while undecided:
            key = _deciding(undecided)
            chosen = [each for each in undecided if key in _keys(each)]
            groups.append(self._group("open", key, chosen))
            undecided = [each for each in undecided if key not in _keys(each)]
        others = [each for each in self if not each.binds]
        fitting = sorted((each for each in others if each.verdict is Verdict.APPLIES), key=_fit_rank)
        groups.append(self._group("voluntary", None, fitting, len(others) - len(fitting)))
        return tuple(group for group in groups if group.rulings or group.rest)

    def _group(
        self, name: str, question: str | None, rulings: Iterable[Ruling], rest: int = 0
    ) -> RulingGroup:
        ordered = sorted(rulings, key=lambda each: each.ref.provision is not None)
        return RulingGroup(name, question, self._select(ordered), rest)

    def next_question(self, skipped: Collection[str] = (), *, articles: bool = False) -> Question | None:
        """Return the question whose answer would settle most acts; None where no answer settles any more.

        A question that no fact answers begins with the acts that ask it.

        Args:
            skipped: The ids of questions that cannot be answered.
            articles: Whether to ask what provisions of the acts depend on, too.

        Returns:
            One fact or one question, with at most seven options and the acts that its answer may settle.

        >>> from ai_security_standards import Profile, load
        >>> acts = load().applicable(Profile(roles="deployer"), on="2026-11-24")
        >>> question = acts.next_question()
        >>> question.id, question.text, len(question.options)
        ('markets', 'Where are its systems, models or products offered, or is their output used?', 7)
        """
        keys = self._open_keys(articles)
        for key in keys:
            question = question_for(key, self.profile, skipped)
            if question is not None:
                settled = (each.ref for each in self if _is_open(each, articles) and key in each.decided_by)
                text = question.text if is_fact(key) else f"{self.acts_with(key)}: {question.text}"
                return evolve(question, settles=tuple(settled), text=text)
        return None

    def questions_beside(
        self, question: Question, skipped: Collection[str] = (), *, articles: bool = False
    ) -> tuple[Question, ...]:
        """Return questions of the same acts that no fact answers, seven with the given one at most.

        Args:
            question: One that no fact answers; on a fact, there is none beside it.
            skipped: The ids of questions that cannot be answered.
            articles: Whether to ask what provisions of the acts depend on, too.
        """
        if question.fact is not None:
            return ()
        acts = self.acts_with(question.id)
        keys = (key for key in self._open_keys(articles) if not is_fact(key) and key != question.id)
        same = (key for key in keys if key not in skipped and self.acts_with(key) == acts)
        found = (question_for(key, self.profile) for key in islice(same, _MAX_BESIDE))
        return tuple(each for each in found if each is not None)

    def count_open(self, skipped: Collection[str] = (), *, articles: bool = False) -> int:
        """Return how many questions are open if no answer settles another.

        Args:
            skipped: The ids of questions that cannot be answered.
            articles: Whether to ask what provisions of the acts depend on, too.
        """
        keys = self._open_keys(articles)
        return sum(question_for(key, self.profile, skipped) is not None for key in keys)

    def _open_keys(self, articles: bool) -> list[str]:
        """Return the facts and questions that open rulings depend on, in the order to ask for them.

        Facts come first: those on which most of an act in scope depends, then those that alone settle
        most acts. Of the AI Act, the area comes before the class that follows from it.
        """
        open_acts = [each for each in self if _is_open(each, articles)]
        alone = Counter(key for each in open_acts for key in each.decided_by)
        needed = Counter(key for each in open_acts for key in (*each.missing, *each.questions))
        main = self.main_facts()

        def rank(key: str) -> tuple[bool, bool, int, bool, int, int, int, str]:
            order = _ORDER.index(key) if key in _ORDER else len(_ORDER)
            first = order if key in main else 0
            rest = -alone[key], -needed[key], order, key
            return not is_fact(key), key not in main, first, not alone[key], *rest

        return sorted(filter(can_be_asked, {*needed, *main}), key=rank)

    def main_facts(self) -> Mapping[str, tuple[str, ...]]:
        """Return the facts on which half of the provisions of acts in scope depend, with these acts.

        >>> from ai_security_standards import Profile, load
        >>> profile = Profile(jurisdictions="EU", roles="deployer", open_source=False)
        >>> list(load().applicable(profile, on="2026-11-24", standard="eu-ai-act").main_facts())
        ['risk_classes', 'annexes', 'deployment', 'placed_on_market', 'modified']
        """
        in_scope = {
            str(each.ref)
            for each in self.documents
            if each.binds and (each.verdict is not Verdict.MAY_APPLY or each.exceptions)
        }
        provisions: dict[str, list[Ruling]] = {}
        for each in self:
            if each.ref.provision is not None and str(each.ref.document) in in_scope:
                provisions.setdefault(str(each.ref.document), []).append(each)
        found: dict[str, list[str]] = {}
        for act, rulings in provisions.items():
            missing = Counter(fact for each in rulings for fact in each.missing)
            for fact, number in missing.most_common():
                if 2 * number >= len(rulings) and is_fact(fact):
                    found.setdefault(fact, []).append(act)
        return {fact: tuple(acts) for fact, acts in found.items()}

    def stages(self) -> tuple[str, ...]:
        """Return the days from which the provisions of each act with several such days apply, a line each.

        >>> from ai_security_standards import Profile, load
        >>> profile = Profile(jurisdictions="EU", roles="deployer", risk_classes="transparency")
        >>> load().applicable(profile, on="2026-11-24", standard="eu-ai-act").stages()[0]
        'eu-ai-act@2024/1689 since 2025-02-02: Article 4, Article 5'
        """
        by_act: dict[str, list[Ruling]] = {}
        for each in self:
            if each.binds and each.ref.provision is not None and each.date is not None:
                by_act.setdefault(str(each.ref.document), []).append(each)
        return tuple(line for act, rulings in by_act.items() for line in self._stages_of(act, rulings))

    def _stages_of(self, act: str, rulings: Sequence[Ruling]) -> Iterator[str]:
        """Yield a line for each day of one act; only an article's first day names it as a whole."""
        days = {str(each.ref.provision): str(each.date) for each in rulings}
        first: dict[str, str] = {}
        for name, day in days.items():
            article = _article_of(name)
            first[article] = min(day, first.get(article, day))
        named = {
            (_article_of(name) if first[_article_of(name)] == day else name): day
            for name, day in days.items()
        }
        certain = {str(each.date) for each in rulings if each.verdict is not Verdict.MAY_APPLY}
        stages = sorted(set(named.values()))
        for day in stages if len(stages) > 1 else ():
            grouped = groupby(named, lambda name: (named[name], *_sort_of(name)))
            runs = [list(run) for (begin, *_), run in grouped if begin == day]
            texts = [run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
            more = f", {len(texts) - _MAX_RUNS} more" if len(texts) > _MAX_RUNS else ""
            begins = "since" if day <= str(self.day) else "from"
            doubt = "" if day in certain else "perhaps "
            yield f"{act} {doubt}{begins} {day}: {', '.join(texts[:_MAX_RUNS])}{more}"

    def acts_with(self, question: str) -> str:
        """Return the names of the acts, or of their documents, whose rulings have a question."""
        names = {str(each.ref): each.name for each in self.documents}
        asking = (str(each.ref.document) for each in self if question in each.questions)
        return "; ".join(names.get(each, each) for each in dict.fromkeys(asking))

    def _select(self, records: Iterable[Ruling], excluded: Iterable[Ruling] = ()) -> Rulings:
        return evolve(self, records=tuple(records), excluded=tuple(excluded))

    @property
    def excluded(self) -> Rulings:
        """The rulings on what is not applicable, with the reasons."""
        return self._select(self._excluded)

    @property
    def documents(self) -> Rulings:
        """The rulings on documents alone."""
        return self._select(
            (each for each in self if each.ref.provision is None),
            (each for each in self._excluded if each.ref.provision is None),
        )

    def of(self, standard: str | Ref) -> Rulings:
        """Return the rulings on one document and its provisions, in every edition if none is named."""
        ref = Ref.parse(str(standard))

        def matches(ruling: Ruling) -> bool:
            return ruling.ref.standard == ref.standard and ref.edition in (None, ruling.ref.edition)

        return self._select(filter(matches, self), filter(matches, self._excluded))

    def only(self, *words: Verdict | VerdictText, where: Callable[[Ruling], bool] | None = None) -> Rulings:
        """Return the rulings with one of these verdicts, those on what is not applicable among them.

        Args:
            *words: Words of `Verdict`.
            where: A test of a ruling.

        Raises:
            UnknownCriterion: A verdict is unknown; near misses are named.
        """
        chosen = self._select((*self, *self._excluded)) if words else self
        return chosen._chosen(words, where)

    @property
    def missing(self) -> tuple[tuple[str, int], ...]:
        """The facts that the profile does not give, with the number of rulings that need each, most first."""
        counts = Counter(fact for ruling in self for fact in ruling.missing)
        return tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))


@frozen
class RulingGroup(Card):
    """Rulings that belong together: `binding`, `exception`, `open` or `voluntary`.

    `question` is the fact or question that decides those of an open group. `rest` counts the voluntary
    documents that were made for others.
    """

    name: str
    question: str | None
    rulings: Rulings
    rest: int = 0


def _article_of(provision: str) -> str:
    """Return the article, section or annex that a provision is in, by its identifier."""
    return provision.partition("(")[0].rstrip().removesuffix(", point")


def _sort_of(name: str) -> tuple[str, str]:
    """Return what a range has in common: articles or annexes, and of their parts, what these are in."""
    article = _article_of(name)
    return name.partition(" ")[0], "" if article == name else article


def _is_open(ruling: Ruling, articles: bool) -> bool:
    """Tell whether a ruling is on an act, or on a provision of one, that may bind, and is no bill."""
    is_asked = articles or ruling.ref.provision is None
    return is_asked and ruling.binds and ruling.verdict is Verdict.MAY_APPLY and not _form_question(ruling)


def _form_question(ruling: Ruling) -> tuple[str, ...]:
    """Return the question whether a bill or draft is issued, if the ruling is on one."""
    return tuple(question for question in ruling.questions if question.startswith(FORM))


def _keys(ruling: Ruling) -> tuple[str, ...]:
    """Return what decides an open ruling: what alone may do so, or else all that is missing."""
    return _form_question(ruling) or ruling.decided_by or (*ruling.missing, *ruling.questions)


def _deciding(rulings: Sequence[Ruling]) -> str:
    """Return the fact or question that decides most of some open rulings, documents first."""
    documents = [each for each in rulings if each.ref.provision is None] or rulings
    counts = Counter(key for each in documents for key in _keys(each))
    return min(counts, key=lambda key: (-counts[key], not is_fact(key), key))


def _fit_rank(ruling: Ruling) -> tuple[bool, bool, bool, bool, str]:
    """Return the sort key of a voluntary document: gives something, is cited, certifiable, free of charge."""
    gives = any(" under " in each for each in ruling.fit)
    is_cited = any(each.startswith(CITED_BY) for each in ruling.fit)
    is_certifiable, is_free = "certifiable" in ruling.fit, "free of charge" in ruling.fit
    return not gives, not is_cited, not is_certifiable, not is_free, str(ruling.ref)
