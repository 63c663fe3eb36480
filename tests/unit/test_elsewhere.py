"""Who a newsroom or a person is elsewhere, and under which licence texts may be used: the keys."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from newsgen.model.license import NO_LICENSE, License
from newsgen.reading.content.elsewhere import read_did, read_fediverse, read_same_as
from newsgen.reading.content.licenses import read_license
from newsgen.reading.yaml.fields import Fields
from newsgen.reading.yaml.yaml_values import Keys, parse_yaml
from tests.support.problems import Placed, accepted, refused
from tests.support.site import SiteFolder

RECORD = "at://did:plc:abc/site.standard.publication/3mabc"


def fields(text: str) -> Fields:
    keys = parse_yaml(text, "a.yaml").value
    assert isinstance(keys, Keys)
    return Fields(keys, "a.yaml", keys.entries, ZoneInfo("UTC"))


BY = License("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("CC-BY-4.0", BY),
        ("cc by 4.0", BY),
        ("https://creativecommons.org/licenses/by/4.0", BY),
        ("http://creativecommons.org/licenses/by/4.0/", BY),
        (
            "CC0-1.0",
            License("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ),
        ("https://desk.example/terms", License(*2 * ["https://desk.example/terms"])),
        ("none", NO_LICENSE),
        ("", None),
    ],
)
def test_a_licence_is_a_name_or_a_url(written: str, found: License | None) -> None:
    read = fields(f"license: {written}")
    assert found == read_license(read)
    assert not read.problems


def test_an_identifier_is_the_address_of_its_record_or_of_itself() -> None:
    assert read_did(fields("did: did:plc:abc")) == "at://did:plc:abc"
    assert read_did(fields("did: did:web:desk.example")) == "at://did:web:desk.example"
    assert RECORD == read_did(fields(f"did: {RECORD}"))


def test_an_account_of_the_fediverse_begins_with_its_sign() -> None:
    assert read_fediverse(fields("fediverse: '@ada@social.example'")) == "@ada@social.example"
    assert read_fediverse(fields("fediverse: ada.b@social.example")) == "@ada.b@social.example"


def test_an_address_elsewhere_is_read_once() -> None:
    assert read_same_as(fields("same_as: https://a.example/")) == ("https://a.example/",)
    twice = "same_as: [https://a.example/, 'https://b.example/@c', https://a.example/]"
    assert read_same_as(fields(twice)) == ("https://a.example/", "https://b.example/@c")


def test_what_is_none_of_these_is_named_at_its_place(site: SiteFolder) -> None:
    site.write(
        "newsgen.yaml",
        "license: MIT\nsame_as: [https://a.example/, 'javascript:alert(1)', 'mailto:a@b.example']\n"
        "did: did:plc\n",
    )
    site.article("world/a.md", license="CC-BY-9.0")
    site.write(
        "content/people/ada.md", "---\nname: Ada\nfediverse: '@ada'\nsame_as: ada.example\n---\n"
    )
    assert [
        Placed("newsgen.yaml", 1, 10, "NG440"),
        Placed("newsgen.yaml", 2, 31, "NG024"),
        Placed("newsgen.yaml", 2, 54, "NG024"),
        Placed("newsgen.yaml", 3, 6, "NG441"),
    ] == [one for one in refused(site) if one.path == "newsgen.yaml"]
    site.write("newsgen.yaml", "url: https://a.example/\n")
    assert [
        Placed("content/articles/world/a.md", 5, 10, "NG440"),
        Placed("content/people/ada.md", 3, 12, "NG442"),
        Placed("content/people/ada.md", 4, 10, "NG024"),
    ] == refused(site)


@pytest.mark.parametrize(
    "record",
    [
        "at://did:plc:abc/site.standard.publication/",
        "at://did:plc:abc/site.standard.document/3abc",
        "at://handle.example/site.standard.publication/3abc",
        '"did:plc:a\\"b"',
        "https://did.example/",
        "did:plc:" + "a" * 400,
    ],
)
def test_what_is_no_identifier_is_refused(record: str) -> None:
    read = fields(f"did: {record}")
    assert read_did(read) == ""
    assert [one.code for one in read.problems] == ["NG441"]


@pytest.mark.parametrize(
    "account", ["'@ada@'", "'@ada@social example'", "'@a\"b@c.example'", "'@ada@c.example/x'"]
)
def test_what_is_no_account_is_refused(account: str) -> None:
    read = fields(f"fediverse: {account}")
    assert read_fediverse(read) == ""
    assert [one.code for one in read.problems] == ["NG442"]


def test_all_of_them_can_be_said(site: SiteFolder) -> None:
    site.write(
        "newsgen.yaml",
        f"url: https://a.example/\nlicense: CC-BY-4.0\ndid: {RECORD}\n"
        "same_as: [https://social.example/@desk]\n",
    )
    site.article("world/a.md", license="none")
    site.write(
        "content/people/ada.md",
        "---\nname: Ada\nfediverse: '@ada@social.example'\nsame_as: [https://ada.example/]\n---\n",
    )
    accepted(site)
