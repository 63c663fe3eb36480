"""An incremental build comes to what a clean one comes to, byte for byte, whatever happened before."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import NamedTuple, get_args

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from newsgen.model.kinds import KINDS
from newsgen.model.output import OutputKind
from newsgen.planning.template_impact import PLACES
from tests.property.desk import opened_desk
from tests.property.sites import (
    CONFIG,
    DATA,
    DAYS,
    FIELDS,
    FORMATS_ALONE,
    FRONTS,
    ILLUSTRATED,
    INSTANTS,
    OWN,
    PERSON_TEXTS,
    PICTURES,
    PLUGIN_FILE,
    PLUGIN_TEMPLATE,
    PLUGIN_TEMPLATES,
    PLUGINS,
    REDIRECTS,
    REGISTRY,
    STRAYS,
    TAMPERINGS,
    TEMPLATE_TEXTS,
    THEMES,
    TOPIC,
    ChangeEnding,
    Configure,
    Delete,
    EditBody,
    EditField,
    Illustrate,
    Leave,
    Newsroom,
    SetClock,
    Step,
    Tamper,
    WriteBytes,
    WriteText,
    full_newsroom,
    newsroom_of_every_kind,
    newsrooms,
    quiet_steps,
    steps,
)

PARTS = 4
"""The longest test is as many tests, so that processes can share it."""


AT_NOON = INSTANTS[0] + 36 * 3_600
"""When an article of noon two days before is news no more."""


class Turn(NamedTuple):
    """A few steps, then a build; with `settled` it comes ten seconds later, else at once."""

    steps: list[Step]
    jobs: int
    settled: bool
    twice: bool


turns = st.builds(
    Turn,
    # A third of the turns leave the site as it is.
    st.one_of(
        st.lists(steps, min_size=1, max_size=3),
        st.lists(steps, min_size=1, max_size=3),
        st.lists(quiet_steps, min_size=1, max_size=2),
    ),
    st.sampled_from((1, 1, 1, 1, 2, 3)),
    st.booleans(),
    st.booleans(),
)


def _share(part: int) -> int:
    """A part of the profile's examples, for what costs more than the others."""
    return max(1, settings.default.max_examples // part)


def _play(newsroom: Newsroom, history: list[Turn]) -> None:
    with opened_desk(newsroom) as desk:
        assume(desk.check_build(jobs=1, settled=False))
        for turn in history:
            for step in turn.steps:
                step.take(desk)
            is_built = desk.check_build(jobs=turn.jobs, settled=turn.settled)
            if not is_built:
                is_built = desk.check_build(jobs=turn.jobs, settled=turn.settled)
            if turn.twice and is_built:
                desk.check_nothing_to_do(settled=turn.settled)


EDITS: dict[str, list[Step]] = {
    **{f"article {name}": [EditField(0, name, one) for one in FIELDS[name]] for name in FIELDS},
    **{f"site {name}": [Configure(name, one) for one in CONFIG[name]] for name in CONFIG},
    "person": [WriteText("people", "ann-lee.md", one) for one in PERSON_TEXTS],
    "registry": [WriteText("registry", "sources.yaml", one) for one in (None, *REGISTRY)],
    "front": [WriteText("registry", "front.yaml", one) for one in (None, *FRONTS)],
    "redirects": [
        step
        for one in (None, *REDIRECTS)
        for step in (
            WriteText("registry", "redirects.yaml", one),
            EditField(0, "aliases", "[/old/one.html]" if one else None),
            EditField(0, "draft", "true"),
            EditField(0, "draft", None),
        )
    ],
    "picture": [WriteBytes("media", "one.png", one) for one in PICTURES],
    "pictures of a text": [
        Illustrate(1, shown, linked) for shown in ILLUSTRATED for linked in ILLUSTRATED
    ],
    "social cards": [
        Configure("social_cards", "true"),
        EditField(0, "image", None),
        *(EditField(0, "headline", one) for one in FIELDS["headline"]),
        EditField(0, "image", "media/one.png"),
        EditField(0, "draft", "true"),
    ],
    **{
        f"template {name}": [
            Configure("formats", "[html, text]"),
            EditField(0, "aliases", "[/old/one.html]"),
            *(WriteText("templates", name, text) for text in TEMPLATE_TEXTS),
        ]
        for name in (*PLACES, "parts/all.html")
    },
    **{
        f"data {name}": [
            *(WriteText("registry", name, one) for one in DATA[name]),
            WriteText("templates", "home.html", "{{ data }}"),
            *(WriteText("registry", name, one) for one in DATA[name]),
        ]
        for name in DATA
    },
    "template of an article": [
        WriteText("templates", "own.html", OWN + "v2"),
        EditField(0, "template", None),
        EditField(1, "headline", FIELDS["headline"][1]),
        EditField(1, "template", "own.html"),
        WriteText("templates", "own.html", OWN + "v3"),
        EditField(1, "draft", "true"),
        EditField(0, "template", "own.html"),
        WriteText("templates", "own.html", THEMES),
        WriteText("templates", "own.html", OWN),
    ],
    "extra on cards": [
        Configure("extra", CONFIG["extra"][1]),
        *(EditField(0, "extra", one) for one in FIELDS["extra"]),
        Configure("extra", CONFIG["extra"][2]),
        *(EditField(0, "extra", one) for one in FIELDS["extra"]),
    ],
    "template of nobody": [
        WriteText("templates", "artcle.html", TEMPLATE_TEXTS[0]),
        WriteText("templates", "parts/own.html", "own"),
        EditField(0, "headline", FIELDS["headline"][1]),
        WriteText("templates", "article.html", TEMPLATE_TEXTS[1]),
        WriteText("templates", "artcle.html", THEMES),
    ],
    "formats of a plugin": [
        WriteText("plugins", PLUGIN_FILE, FORMATS_ALONE),
        Configure("plugins", "[plugins/ours]"),
        Configure("per_page", "2"),
        EditField(0, "headline", FIELDS["headline"][1]),
        EditField(1, "tags", "[economy]"),
        EditBody(2, "omega"),
        EditField(3, "date", DAYS[2]),
        EditField(1, "draft", "true"),
        EditField(1, "draft", None),
        EditField(0, "tags", None),
        Delete(2),
        Delete(0),
    ],
    "plugin": [
        Configure("plugins", "[plugins/ours]"),
        *(WriteText("plugins", PLUGIN_FILE, one) for one in (*PLUGINS, None, PLUGINS[0])),
        Configure("plugins", "[{plugins/ours: {word: two}}]"),
        EditField(0, "headline", FIELDS["headline"][1]),
        EditField(0, "tags", "[economy, Київ]"),
        EditField(0, "extra", "{of_plugin: 2}"),
        EditField(0, "extra", "{of_plugin: many}"),
        EditField(0, "extra", "{of_plugin: 3}"),
        EditField(0, "draft", "true"),
        *(WriteText("plugins", PLUGIN_TEMPLATE, one) for one in (*PLUGIN_TEMPLATES, TOPIC)),
        WriteText("templates", "topic.html", TOPIC + "own"),
        EditField(0, "draft", None),
        Illustrate(0, (), ("media/paper.pdf",)),
        Configure("plugins", None),
    ],
    "clock": [SetClock(one) for one in (*INSTANTS, *reversed(INSTANTS))],
    "what is news": [
        Configure("security", CONFIG["security"][1]),
        EditField(0, "date", "2024-06-29 12:00"),
        EditField(1, "date", "2024-06-29"),
        EditField(0, "kind", "satire"),
        EditField(0, "kind", None),
        SetClock(AT_NOON - 1),
        EditField(0, "headline", FIELDS["headline"][1]),
        SetClock(AT_NOON),
        EditBody(2, "omega"),
        SetClock(AT_NOON + 20 * 86_400),
        EditBody(2, "alpha"),
        SetClock(AT_NOON - 1),
    ],
    "ending": [ChangeEnding(0, one) for one in (".MD", ".md", ".Markdown", ".markdown", ".MD")],
    "stray files": [
        Leave(1, name, content, is_linked)
        for name in ("articles/world/a.txt", "articles/world/a.md.txt", "media/way.gpx")
        for content in STRAYS.values()
        for is_linked in (True, False)
    ],
}


@pytest.mark.parametrize("name", EDITS)
def test_each_edit_alone_comes_to_what_a_clean_build_gives(name: str) -> None:
    with opened_desk(full_newsroom()) as desk:
        assert desk.check_build(jobs=1, settled=True)
        built = []
        for step in (*EDITS[name], EDITS[name][0]):
            step.take(desk)
            built.append(desk.check_build(jobs=1, settled=True))
        assert any(built[1:])


def test_the_histories_hold_every_kind_of_output_of_template_and_of_article() -> None:
    newsroom = newsroom_of_every_kind()
    newsroom.config |= {"plugins": "[plugins/ours]", "compress": "[gzip]"}
    with opened_desk(newsroom) as desk:
        assert desk.check_build(jobs=1, settled=True)
        with closing(sqlite3.connect(desk.state)) as state:
            made = {row[0] for row in state.execute("SELECT DISTINCT kind FROM outputs")}
    assert {*get_args(OutputKind)} == made
    assert PLACES.keys() <= {f"{kind}.html" for kind in made}
    assert {*KINDS} == {one.fields["kind"] for one in newsroom.articles if "kind" in one.fields}
    assert {*KINDS} <= {*FIELDS["kind"]}


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_happens_to_an_article_of_any_kind_comes_to_what_a_clean_build_gives(
    kind: str,
) -> None:
    newsroom = newsroom_of_every_kind()
    (which,) = (n for n, one in enumerate(newsroom.articles) if one.fields.get("kind") == kind)
    steps: list[Step] = [
        EditBody(which, "omega"),
        EditField(which, "headline", "Another"),
        EditField(which, "date", DAYS[2]),
        EditField(which, "tags", "[war, economy]"),
        EditField(which, "corrections", None),
        EditField(which, "aliases", None),
        EditField(which, "unpublished", "{date: 2024-05-03, reason: It was wrong.}"),
        EditField(which, "unpublished", None),
        EditField(which, "draft", "true"),
        EditField(which, "draft", None),
        Delete(which),
    ]
    with opened_desk(newsroom) as desk:
        assert desk.check_build(jobs=1, settled=True)
        for step in steps:
            step.take(desk)
            assert desk.check_build(jobs=1, settled=True)


@pytest.mark.parametrize("how", TAMPERINGS)
@pytest.mark.parametrize("settled", [True, False], ids=["settled", "at once"])
def test_whatever_happens_to_the_output_folder_or_the_state_is_mended(
    how: str, settled: bool
) -> None:
    with opened_desk(full_newsroom()) as desk:
        assert desk.check_build(jobs=1, settled=settled)
        for which in range(3):
            Tamper(how, 17 * which).take(desk)
            assert desk.check_build(jobs=1, settled=settled)
            desk.check_nothing_to_do(settled=settled)


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
@settings(max_examples=_share(PARTS))
@given(newsroom=newsrooms(), history=st.lists(turns, min_size=1, max_size=3))
def test_a_history_of_builds_ends_in_what_a_clean_build_gives(
    part: int, newsroom: Newsroom, history: list[Turn]
) -> None:
    _play(newsroom, history)


@pytest.mark.long
@settings(max_examples=_share(25))
@given(newsrooms(is_small=False), st.lists(turns, min_size=1, max_size=2))
def test_a_history_of_builds_with_the_theme_ends_in_what_a_clean_build_gives(
    newsroom: Newsroom, history: list[Turn]
) -> None:
    _play(newsroom, history)


@pytest.mark.long
@settings(max_examples=_share(50))
@given(newsrooms(), st.lists(turns, max_size=2))
def test_an_audit_finds_nothing_after_a_history_of_builds(
    newsroom: Newsroom, history: list[Turn]
) -> None:
    with opened_desk(newsroom) as desk:
        assume(desk.check_build(jobs=1, settled=False))
        for turn in history:
            for step in turn.steps:
                step.take(desk)
            assume(desk.check_build(jobs=turn.jobs, settled=turn.settled))
        assert () == desk.audit_problems()
