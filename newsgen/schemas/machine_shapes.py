"""The shapes of what newsgen.yaml says to machines: crawlers, licence, trust, security, llms.txt."""

from __future__ import annotations

from newsgen.reading.content.machine_settings import (
    ANSWERS,
    PAYMENTS,
    ROBOTS_KEYS,
    RSL_KEYS,
    SECURITY_KEYS,
    TRUST_KEYS,
)
from newsgen.schemas.shapes import (
    Json,
    choice,
    contact,
    either,
    flag,
    language,
    list_of,
    mapping,
    required_moment,
    url,
    urls,
)

ROBOTS: dict[str, Json] = {
    "ai_training": choice("Crawlers that read to train models.", ANSWERS),
    "ai_search": choice("Crawlers that read for an AI service's search.", ANSWERS),
    "ai_user": choice("Crawlers that read because a user asked.", ANSWERS),
}

RSL: dict[str, Json] = {
    "terms": url("The terms in words."),
    "payment": choice("How the licence is paid.", PAYMENTS),
    "standard": url("A licence that is known, such as one of Creative Commons."),
    "server": url("The server that gives licences."),
}

TRUST: dict[str, Json] = {
    "member": urls("Who is a member of this organisation.", "member"),
    "belongto": urls("What this organisation is a member of.", "belongto"),
    "control": urls("What this organisation controls.", "control"),
    "controlledby": urls("Who controls this organisation.", "controlledby"),
    "social": urls("Its accounts on social networks.", "social"),
    "vendor": urls("Who works for it.", "vendor"),
    "customer": urls("Whom it works for.", "customer"),
    "disclosure": urls("Where it says how it works.", "disclosure"),
    "contact": list_of("Where to write to.", contact("An e-mail address or a URL.")),
}

_SECURE: Json = {
    "type": ["string", "null"],
    "pattern": r"^\s*[Hh][Tt][Tt][Pp][Ss]://[^\s/?#]+\S*\s*$",
}
_KEY: Json = {
    "type": ["string", "null"],
    "pattern": r"^\s*(?:[Hh][Tt][Tt][Pp][Ss]://[^\s/?#]+|[Oo][Pp][Ee][Nn][Pp][Gg][Pp]4[Ff][Pp][Rr]:|[Dd][Nn][Ss]:)\S*\s*$",
}

SECURITY: dict[str, Json] = {
    "contact": list_of("Whom to tell of a weakness.", contact("An e-mail address or a URL.")),
    "expires": required_moment("Until when all this holds, a year ahead at most."),
    "encryption": list_of("The key to write under.", _KEY),
    "acknowledgments": list_of("The page that thanks.", _SECURE),
    "policy": list_of("How weaknesses are told of.", _SECURE),
    "hiring": list_of("Open places in security.", _SECURE),
    "languages": list_of("The languages to write in.", language("A language tag.")),
}

MACHINES: dict[str, Json] = {
    "robots": either(
        "Which crawlers of AI services may read the site.",
        mapping("Answers by purpose.", ROBOTS_KEYS, ROBOTS),
    ),
    "rsl": either(
        "A licence for machines (RSL).",
        flag("Whether there is one."),
        mapping("What the licence says.", RSL_KEYS, RSL),
    ),
    "trust": either("The lines of trust.txt.", mapping("URLs by attribute.", TRUST_KEYS, TRUST)),
    "security": either(
        "The lines of security.txt.",
        mapping("Its fields.", SECURITY_KEYS, SECURITY, ["contact", "expires"]),
    ),
    "llms": flag("Whether there is an llms.txt."),
}

MACHINE_TABLES = (
    ("robots", ROBOTS_KEYS, ROBOTS),
    ("rsl", RSL_KEYS, RSL),
    ("trust", TRUST_KEYS, TRUST),
    ("security", SECURITY_KEYS, SECURITY),
)
"""What reading knows as keys, beside their shapes."""
