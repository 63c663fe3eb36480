"""What an article can be, with the label that readers see and what the label means."""

from __future__ import annotations

from newsgen.model.fast_namedtuple import NamedTuple


class Kind(NamedTuple):
    """A type of work; both texts are interface words, "" where the kind goes without saying."""

    label: str
    meaning: str


KINDS = {
    "news": Kind("", ""),
    "analysis": Kind(
        "Analysis", "Explains what the facts mean, by a reporter who knows the field."
    ),
    "opinion": Kind("Opinion", "Argues a view. It is the author’s own and not the newsroom’s."),
    "explainer": Kind("Explainer", "Sets out what is known on a subject, with its background."),
    "fact-check": Kind("Fact check", "Tests a claim against the evidence and says what it found."),
    "interview": Kind("Interview", "A conversation, shortened and edited for clarity."),
    "investigation": Kind(
        "Investigation", "Reports what the newsroom itself brought to light over time."
    ),
    "review": Kind("Review", "A critic’s judgement of a work."),
    "obituary": Kind("Obituary", "The life of a person who has died."),
    "live": Kind("Live", "Reported as it happens; entries may be corrected by later ones."),
    "sponsored": Kind(
        "Sponsored", "Paid for by an advertiser. The newsroom had no part in writing it."
    ),
    "satire": Kind("Satire", "Invented to amuse or to make a point. It is not news."),
}
"""The kinds that `kind:` takes; the first is what an article is when nothing is said."""

DEFAULT_KIND = "news"

NOT_CHOSEN = frozenset({"sponsored", "satire"})
"""Kinds that stand on a front page, or beside another article, only where somebody put them."""
