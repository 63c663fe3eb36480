"""An audit renders the site a second time, by another interpreter in another order, and compares."""

from __future__ import annotations

import pytest

from newsgen.build.audit import audited
from newsgen.build.report import BuildReport, BuildRequest
from tests.property.sites import small_templates
from tests.support.command import build
from tests.support.pictures import png
from tests.support.site import AS_OF, SiteFolder


def audit(site: SiteFolder, **fields: object) -> BuildReport:
    """A build and its audit."""
    request = BuildRequest(site=site.root, output=site.dist, as_of=AS_OF, **fields)
    return audited(request, site.build(**fields))


@pytest.fixture
def desk(site: SiteFolder) -> SiteFolder:
    """A small site with something of everything."""
    for name, text in small_templates().items():
        site.write(f"templates/{name}", text)
    site.article("world/one.md", tags="[war, budget]", authors="[Ann Lee, Bo Chen]")
    site.article("world/two.md", tags="[war]", image="media/map.png", read_also="[one.md]")
    site.article("home/three.md", tags="[budget]", sources="[The Herald, Reuters]")
    site.article("home/three.uk.md", headline="Третя")
    site.article("home/draft.md", draft="true")
    site.write("content/media/map.png", png())
    return site


def test_an_audit_of_a_site_that_depends_on_its_inputs_alone_finds_nothing(
    desk: SiteFolder,
) -> None:
    assert () == audit(desk).problems


@pytest.mark.parametrize(
    "fields",
    [{"drafts": True}, {"base_url": "https://mirror.example/a/"}, {"jobs": 2, "processes_from": 2}],
    ids=str,
)
def test_an_audit_asks_for_what_the_build_was_asked_for(
    desk: SiteFolder, fields: dict[str, object]
) -> None:
    assert () == audit(desk, **fields).problems


def test_an_audit_after_an_incremental_build_finds_nothing(desk: SiteFolder) -> None:
    desk.build()
    desk.article("world/one.md", headline="Another headline", tags="[budget]")
    desk.delete("content/articles/home/three.md")
    desk.delete("content/articles/home/three.uk.md")
    assert () == audit(desk, forget_addresses=True).problems


def test_an_audit_finds_nothing_in_the_theme(site: SiteFolder) -> None:
    site.article("world/one.md", tags="[war]", authors="Ann Lee")
    site.article("world/two.md", tags="[war]", kind="opinion")
    assert () == audit(site).problems


def test_an_audit_names_an_output_that_depends_on_more_than_its_inputs(desk: SiteFolder) -> None:
    # Where an object lies in memory is another place in another interpreter.
    desk.write("templates/tags.html", "{{ asset }}")
    (problem,) = audit(desk).problems
    assert ("tags.html", "NG076", "error") == (problem.path, problem.code, problem.severity)


def test_an_audit_names_an_output_that_depends_on_how_words_are_hashed(desk: SiteFolder) -> None:
    desk.write("templates/tags.html", '{{ "word".__hash__() }}')
    assert ["tags.html"] == [problem.path for problem in audit(desk).problems]


def test_an_audit_names_outputs_that_depend_on_what_was_rendered_before(desk: SiteFolder) -> None:
    desk.article("world/four.md", tags=f"[{', '.join(f'tag-{n}' for n in range(12))}]")
    desk.write("templates/tag.html", '{{ _.__dict__.setdefault("first", heading) }}')
    found = [problem.path for problem in audit(desk).problems]
    assert found
    assert [] == [path for path in found if not path.startswith("tags/")]


def test_an_audit_leaves_the_output_folder_as_it_is(desk: SiteFolder) -> None:
    desk.build()
    before = {path: (desk.dist / path).stat() for path in desk.tree()}
    audit(desk)
    assert before == {path: (desk.dist / path).stat() for path in desk.tree()}


def test_the_command_fails_where_its_audit_finds_a_difference(desk: SiteFolder) -> None:
    assert 0 == build(desk.root, "--audit").code
    desk.write("templates/tags.html", "{{ asset }}")
    run = build(desk.root, "--audit")
    assert 1 == run.code
    assert "tags.html: error NG076" in run.err
