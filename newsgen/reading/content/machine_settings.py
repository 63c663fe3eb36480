"""Reads what `newsgen.yaml` says to machines: `robots`, `rsl`, `trust`, `security` and `llms`."""

from __future__ import annotations

from newsgen.model.machines import PURPOSES, REFUSED, Machines, Purpose, Rsl, Security
from newsgen.reading.content.contact import contact_of
from newsgen.reading.content.languages import LANGUAGE_HINT, is_language
from newsgen.reading.urls import absolute_url_fault, scheme_of, url_hint
from newsgen.reading.yaml.fields import Fields
from newsgen.reading.yaml.yaml_values import Keys, Scalar

MACHINE_KEYS = ("robots", "rsl", "trust", "security", "llms")

ROBOTS_KEYS = tuple(f"ai_{one}" for one in PURPOSES)
ANSWERS = ("allow", "disallow")

RSL_KEYS = ("terms", "payment", "standard", "server")
PAYMENTS = ("free", "attribution", "contribution", "subscription", "purchase", "crawl", "training",
            "use")  # fmt: skip

TRUST_KEYS = ("member", "belongto", "control", "controlledby", "social", "vendor", "customer",
              "disclosure", "contact")  # fmt: skip
"""The attributes of trust.txt, in the order of its reference; one more follows from `robots`."""

SECURITY_KEYS = ("contact", "expires", "encryption", "acknowledgments", "policy", "hiring",
                 "languages")  # fmt: skip

_SECURITY_LINKS = (
    ("encryption", "Encryption"),
    ("acknowledgments", "Acknowledgments"),
    ("policy", "Policy"),
    ("hiring", "Hiring"),
)
_KEYS_BESIDE_THE_WEB = ("openpgp4fpr", "dns")
"""Schemes under which an `encryption` key may be found (RFC 9116, 2.5.4)."""


def read_machines(fields: Fields) -> Machines:
    """What the site says to machines."""
    refused = _refused(fields)
    return Machines(
        refused=REFUSED if refused is None else refused,
        says_robots=refused is not None,
        rsl=_rsl(fields),
        trust=_trust(fields),
        security=_security(fields),
        llms=fields.flag("llms"),
    )


def _refused(fields: Fields) -> tuple[Purpose, ...] | None:
    """The purposes for which no crawler may read; None where the site doesn't say."""
    inner = fields.within("robots", ROBOTS_KEYS)
    if inner is None:
        return None
    found = tuple(
        one
        for one in PURPOSES
        if inner.choice(f"ai_{one}", ANSWERS, "disallow" if one in REFUSED else "allow")
        == "disallow"
    )
    fields.adopt(inner)
    return found


def _rsl(fields: Fields) -> Rsl | None:
    entry = fields.entry("rsl")
    if entry is None:
        return None
    if not isinstance(entry.value, Keys):
        return Rsl() if fields.flag("rsl") else None
    inner = fields.nested(entry.value, RSL_KEYS, " in `rsl`")
    found = Rsl(
        terms=inner.url("terms"),
        payment=inner.choice("payment", PAYMENTS, ""),
        standard=inner.url("standard"),
        server=inner.url("server"),
    )
    if found.standard and not found.payment:
        inner.require("payment", "Say how it is paid: payment: attribution.")
    fields.adopt(inner)
    return found


def _trust(fields: Fields) -> tuple[tuple[str, str], ...]:
    inner = fields.within("trust", TRUST_KEYS)
    if inner is None:
        return ()
    found = [
        (key, url)
        for key in TRUST_KEYS
        for url in (_contacts(inner, key) if key == "contact" else _urls(inner, key))
    ]
    fields.adopt(inner)
    return tuple(found)


def _security(fields: Fields) -> Security | None:
    inner = fields.within("security", SECURITY_KEYS)
    if inner is None:
        return None
    contacts = _contacts(inner, "contact")
    expires, entry = inner.moment("expires"), inner.entry("expires")
    inner.require("contact", "Write contact: security@example.org, or the URL of a page.")
    inner.require("expires", "Write expires: and a date within the next twelve months.")
    found = [("Contact", one) for one in contacts]
    for key, name in _SECURITY_LINKS:
        schemes = ("https", *_KEYS_BESIDE_THE_WEB) if key == "encryption" else ("https",)
        found += ((name, url) for url in _urls(inner, key, schemes))
    languages = _languages(inner)
    if languages:
        found.append(("Preferred-Languages", ", ".join(languages)))
    fields.adopt(inner)
    if not contacts or expires is None or entry is None:
        return None
    return Security(tuple(found), expires, entry.value.line, entry.value.column)


def _languages(fields: Fields) -> tuple[str, ...]:
    found = []
    for scalar in fields.scalars("languages"):
        if is_language(scalar.text):
            found.append(scalar.text)
        else:
            fields.note(scalar, "NG022", f"`{scalar.text}` is no language tag.", LANGUAGE_HINT)
    return tuple(dict.fromkeys(found))


def _contacts(fields: Fields, key: str) -> tuple[str, ...]:
    """Addresses to write to, always as URLs."""
    found = []
    for scalar in fields.scalars(key):
        url = contact_of(scalar.text)
        if not url or " " in url or scheme_of(url) == "http":
            message = f"`{scalar.text}` is no address to write to."
            hint = "Write an e-mail address, or a URL that begins with https:// or tel:."
            fields.note(scalar, "NG024", message, hint)
        else:
            found.append(url)
    return tuple(dict.fromkeys(found))


def _urls(
    fields: Fields, key: str, schemes: tuple[str, ...] = ("https", "http")
) -> tuple[str, ...]:
    found = []
    for scalar in fields.scalars(key):
        fault = _fault(scalar, schemes)
        if fault:
            hint = (
                "Write a URL that begins with https://."
                if "http" not in schemes
                else url_hint(scalar.text)
            )
            fields.note(scalar, "NG024", fault, hint)
        else:
            found.append(scalar.text)
    return tuple(dict.fromkeys(found))


def _fault(scalar: Scalar, schemes: tuple[str, ...]) -> str | None:
    text = scalar.text
    if scheme_of(text) in _KEYS_BESIDE_THE_WEB and scheme_of(text) in schemes:
        return (
            None
            if text.isascii() and text.isprintable() and " " not in text
            else f"`{text}` is no URL."
        )
    fault = absolute_url_fault(text)
    if fault is None and scheme_of(text) not in schemes:
        fault = f"`{text}` does not begin with {schemes[0]}://."
    return fault
