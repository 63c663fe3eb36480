"""Makes quotation marks, apostrophes, dashes and ellipses of a body typographic, in its language.

One pass over the HTML serves every way in which the HTML was made. `rules` is the table of languages,
`pairing` tells what each mark of a paragraph is, `neighbours` what its surroundings tell, and
`html_pass` finds the paragraphs.
"""

from newsgen.reading.markdown.typography.html_pass import may_change, typographic
from newsgen.reading.markdown.typography.rules import Rules, rules_of

__all__ = ["Rules", "may_change", "rules_of", "typographic"]
