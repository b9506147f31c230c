"""One screening as its page, its print and its letter show it: computed once, drawn thrice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.core.actor import Actor
from app.crosscheck import wording
from app.crosscheck.codes import Code
from app.crosscheck.lookup import index_state
from app.crosscheck.models import Screening, ScreeningRun
from app.crosscheck.named import Part
from app.crosscheck.picture import Graph, Node, Picture, drawn
from app.crosscheck.verdicts import PartyResult, Weighed
from app.crosscheck.weighing import Weighing, weigh
from app.crosscheck.wording import Happened
from app.people import queries as people
from app.regulations import queries as regulations
from app.regulations.pack import Pack


@dataclass(frozen=True)
class MatchView:
    """One match in words. `version_id` is the declaration it was last read in."""

    weighed: Weighed
    likeness: str
    kind: str
    parts: Sequence[tuple[str, str]]
    owner: str
    owner_post: str
    role: str
    history: Sequence[str]
    bonds: Sequence[str]
    opinion: str
    disclosure: str
    version_id: int | None

    @property
    def id(self) -> int:
        return self.weighed.match.id

    @property
    def name(self) -> str:
        return str(self.weighed.match.found["name"])

    @property
    def capacity(self) -> Part:
        return self.weighed.match.part


@dataclass(frozen=True)
class PartyView:
    """One party with its verdict card and its matches."""

    result: PartyResult
    title: str
    numbers: str
    because: Sequence[str]
    shown: Sequence[MatchView]
    weak: Sequence[MatchView]
    too_common: int
    also: Sequence[str]


@dataclass(frozen=True)
class SourceView:
    """One source: what was searched and what was found; not connected while nothing feeds it."""

    label: str
    searched: int | None
    found: int
    connected: bool


@dataclass(frozen=True)
class Sheet:
    """The whole screening as of now."""

    screening: Screening
    subject: str
    post: str
    unit: str
    risks: Sequence[str]
    code: Code
    parties: Sequence[PartyView]
    sources: Sequence[SourceView]
    timeline: Sequence[Happened]
    picture: Picture
    rows: Sequence[tuple[str, str, str]]
    run: ScreeningRun
    pending: int
    indexed_at: datetime | None
    stale: bool
    weighing: Weighing


def sheet_of(actor: Actor, screening: Screening, weighing: Weighing | None = None) -> Sheet:
    """Everything one screening says, for the searcher who opened it."""
    weighing = weighing or weigh(actor, screening)
    pack = regulations.pack_on(screening.decision_on)
    posts = _posts(weighing, screening)
    views = _Views(weighing, screening, pack, posts)
    graph = _graph(views)
    state = index_state()
    run = screening.runs[-1]
    post = posts.get(screening.subject_id)
    return Sheet(
        screening=screening,
        subject=screening.subject.name,
        post=post[0] if post else "",
        unit=post[1] if post else "",
        risks=_risks(screening),
        code=screening.code or weighing.code,
        parties=[views.party(result) for result in weighing.results],
        sources=[_source(line) for line in run.sources],
        timeline=wording.timeline(screening, weighing),
        picture=drawn(graph, _key(screening.subject_id)),
        rows=graph.rows(),
        run=run,
        pending=len(weighing.pending),
        indexed_at=state.changed_at if state else None,
        stale=bool(state and state.changed_at > run.at),
        weighing=weighing,
    )


def _posts(weighing: Weighing, screening: Screening) -> dict[int, tuple[str, str]]:
    """Post and unit of everybody involved, on the day of the decision or the last one before."""
    found = people.posts_of(weighing.people, screening.decision_on)
    posts = {one: (post.title, post.unit.name) for one, post in found.items()}
    for person_id in weighing.people:
        if person_id not in posts:
            last = people.last_post_of(person_id, screening.decision_on)
            if last is not None:
                posts[person_id] = (last.title, last.unit.name)
    return posts


def _risks(screening: Screening) -> list[str]:
    post = people.post_of(screening.subject_id, screening.decision_on)
    return post.risk_positions.split() if post else []


def _source(line: Mapping[str, Any]) -> SourceView:
    return SourceView(
        label=str(wording.SOURCES[line["source"]]),
        searched=line.get("searched"),
        found=int(line["found"]),
        connected=bool(line.get("connected", True)),
    )


@dataclass(frozen=True)
class _Views:
    weighing: Weighing
    screening: Screening
    pack: Pack
    posts: Mapping[int, tuple[str, str]]

    def party(self, result: PartyResult) -> PartyView:
        words = result.party.words
        numbers = ", ".join(f"{kind.upper()} {digits}" for kind, digits in words["numbers"].items())
        return PartyView(
            result=result,
            title=words["name"],
            numbers=numbers,
            because=wording.because(result, self.screening, self.weighing),
            shown=[self.match(weighed) for weighed in result.shown],
            weak=[self.match(weighed) for weighed in result.weak],
            too_common=int(words.get("too_common") or 0),
            also=words.get("also") or (),
        )

    def match(self, weighed: Weighed) -> MatchView:
        match = weighed.match
        version = weighed.record.naming(match.entry_key) if weighed.record else None
        post = self.posts.get(match.owner_id)
        return MatchView(
            weighed=weighed,
            likeness=wording.likeness(match),
            kind=wording.likeness_kind(match),
            parts=wording.parts_of(match),
            owner=self.weighing.people[match.owner_id].name,
            owner_post=", ".join(post) if post else "",
            role=self._role(weighed),
            history=self._history(weighed),
            bonds=[wording.step(one, self.weighing.people, self.pack) for one in weighed.path],
            opinion=wording.opinion(weighed),
            disclosure=wording.declared_in(weighed),
            version_id=version.disclosure_version_id if version else None,
        )

    def _role(self, weighed: Weighed) -> str:
        version = weighed.record.naming(weighed.match.entry_key) if weighed.record else None
        if version is None or weighed.record is None:
            return ""
        return wording.role_of(version, weighed.record.section, weighed.match.part, self.pack)

    def _history(self, weighed: Weighed) -> list[str]:
        if weighed.is_staff:
            return [wording.waiting_time(weighed, self.screening)]
        return wording.history(weighed, self.screening)


# ── the picture ───────────────────────────────────────────────────────────────────────────────


def _key(person_id: int) -> str:
    return f"p{person_id}"


def _graph(views: _Views) -> Graph:
    """Accused on top, bonds and parties beneath, the decision at the foot."""
    graph = Graph()
    screening = views.screening
    graph.add(_person(views, screening.subject_id, "subject"))
    decision = Node("d", "decision", wording.decision(), wording.day(screening.decision_on))
    ends = []
    for result in views.weighing.results:
        drawn_for = [w for w in result.basis if w.record is not None]
        for weighed in drawn_for:
            ends.append((result, _chain(graph, views, weighed)))
        if not drawn_for:
            key = graph.add(Node(f"x{result.party.id}", "body", result.party.words["name"]))
            graph.join(_key(screening.subject_id), key, wording.no_bond(result.code))
            ends.append((result, key))
    graph.add(decision)
    for result, key in ends:
        graph.join(key, "d", wording.party_of(result.party.words["name"]))
    return graph


def _person(views: _Views, person_id: int, kind: str) -> Node:
    post = views.posts.get(person_id)
    return Node(
        _key(person_id), kind, views.weighing.people[person_id].name, post[0] if post else ""
    )


def _chain(graph: Graph, views: _Views, weighed: Weighed) -> str:
    """Subject, the employees in between, and whom the interest names; gives the last box."""
    here = views.screening.subject_id
    for one in weighed.path:
        there = one.other(here)
        graph.add(_person(views, there, "employee"))
        graph.join(_key(here), _key(there), wording.relation(one.relation, views.pack))
        here = there
    owner = weighed.match.owner_id
    graph.add(_person(views, owner, "employee"))
    if owner != here:
        graph.join(_key(here), _key(owner), wording.no_recorded_bond())
    return _named(graph, views, weighed)


def _named(graph: Graph, views: _Views, weighed: Weighed) -> str:
    match, record = weighed.match, weighed.record
    version = record.naming(match.entry_key) if record else None
    if record is None or version is None:
        return _key(match.owner_id)
    source = _key(match.owner_id)
    if record.section != "PK-A":
        kind = "body" if version.named[match.entry_key].kind == "org" else "person"
        key = graph.add(Node(_matched(weighed), kind, match.found["name"]))
        graph.join(source, key, wording.role_of(version, record.section, match.part, views.pack))
        return key
    return _affiliation(graph, views, weighed, source)


def _matched(weighed: Weighed) -> str:
    """One box for what several employees declare under one name and one party is held to be."""
    return f"m{weighed.match.party_id}/{weighed.match.found['name']}"


def _affiliation(graph: Graph, views: _Views, weighed: Weighed, source: str) -> str:
    """The related person stands between the employee and the firm."""
    match, record = weighed.match, weighed.record
    version = record.naming(match.entry_key) if record else None
    if record is None or version is None:
        return source
    place, fields = f"i{record.interest_id}", version.fields
    relation = wording.relation(str(fields.get("relation") or ""), views.pack)
    if fields.get("party_name"):
        person = graph.add(Node(f"{place}person", "person", str(fields["party_name"])))
        graph.join(source, person, relation)
        source, relation = person, wording.body_role(version, views.pack)
    if match.part is Part.PARTY:
        return source
    body = graph.add(Node(_matched(weighed), "body", match.found["name"]))
    graph.join(source, body, relation)
    return body
