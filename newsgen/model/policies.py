"""The standing pages that say how a newsroom works, by what their files are called."""

from __future__ import annotations

POLICIES = {
    "publishing-principles": "publishingPrinciples",
    "corrections-policy": "correctionsPolicy",
    "ethics-policy": "ethicsPolicy",
    "ownership-and-funding": "ownershipFundingInfo",
    "fact-checking-policy": "verificationFactCheckingPolicy",
    "unnamed-sources-policy": "unnamedSourcesPolicy",
    "masthead": "masthead",
    "mission-and-coverage": "missionCoveragePrioritiesPolicy",
    "feedback-policy": "actionableFeedbackPolicy",
    "diversity-policy": "diversityPolicy",
}
"""The name of a file below content/pages/, and what schema.org calls such a page of an organisation."""
