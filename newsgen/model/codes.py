"""Every code that a problem can carry, with the mistake it names.

A code is never used again for something else: newsrooms search for them.
"""

from __future__ import annotations

CODES = {
    # Files
    "NG001": "the file is not UTF-8",
    "NG002": "the file is too large",
    "NG003": "the file is empty",
    "NG004": "a symbolic link leaves the site",
    "NG005": "the file cannot be read",
    "NG006": "the file changed while it was being built",
    "NG427": "what may be a language in a file's name is taken for part of the name",
    "NG433": "the file or folder is not read",
    # Front matter and YAML
    "NG010": "there is no front matter",
    "NG011": "the front matter never closes",
    "NG012": "the YAML does not parse",
    "NG013": "there is a tab in the YAML",
    "NG014": "a key stands twice",
    "NG015": "the YAML grows too large when its aliases are followed",
    "NG016": "the YAML is not a list of keys and values",
    "NG017": "the key is not known",
    "NG018": "a required key is missing",
    "NG019": "the value is of the wrong type",
    "NG020": "the date is no date",
    "NG021": "`updated` is before `date`",
    "NG022": "the value is not one of those allowed",
    "NG023": "the slug cannot be used",
    "NG024": "the URL's scheme is not allowed",
    "NG025": "the path leaves its folder",
    "NG026": "the key says the same as another",
    "NG027": "the value holds a control character",
    "NG440": "the licence is not known",
    "NG441": "the identifier is neither a DID nor the record of a publication",
    "NG442": "the account of the fediverse is none",
    "NG428": "a comment begins within a text",
    "NG429": "an anchor begins a text",
    "NG430": "a text with commas stands in the place of a list",
    "NG425": "two names are one, for they have one address",
    "NG426": "a tag is written in several ways",
    # Bodies
    "NG030": "the text is nested too deeply",
    "NG031": "the text makes too much work to format",
    "NG032": "the kind of box is not known",
    "NG392": "what looks like a citation is none",
    "NG393": "a mark of another system stays as text",
    "NG394": "the footnote is not there",
    "NG395": "nothing in the text uses the footnote or the abbreviation",
    "NG396": "the footnote is defined twice",
    "NG439": "nothing uses the definition of a link",
    "NG397": "the text has no blank line between its paragraphs",
    "NG398": "a file is passed over by an import",
    "NG481": "the record of earlier imports cannot be read",
    "NG482": "what an import needs is not installed",
    "NG399": "the attribute list cannot be read",
    "NG370": "this machine took too long to format the text",
    # Between files
    "NG040": "two outputs have one path",
    "NG457": "a redirect leads in a circle",
    "NG458": "a redirect covers pages of the site",
    "NG459": "a redirect leads to nothing",
    "NG460": "the host does not know the redirect",
    "NG041": "two paths are one on some disks",
    "NG042": "the article named does not exist",
    "NG043": "the name fits more than one article",
    "NG044": "the link leads to a file that does not exist",
    "NG045": "the picture or file does not exist, or is of a type that is not published",
    "NG046": "the person is not known",
    "NG047": "the link leads nowhere",
    "NG048": "two people have one id",
    "NG338": "the link is a mail address or a host without its scheme",
    "NG339": "the link leads to what only one computer has",
    "NG419": "the link leads to a place that is not there",
    "NG420": "no page can lead on from the alias",
    # Sources, corrections, series, live entries
    "NG080": "the source cited is not among the article's sources",
    "NG081": "the citation never closes",
    "NG082": "the id of a source cannot be used",
    "NG083": "an anonymous source has no reason",
    "NG480": "articles of an archive have no record of their sources",
    "NG084": "the correction is incomplete",
    "NG464": "what is said of a withdrawal is incomplete",
    "NG465": "the article was withdrawn before it came out",
    "NG085": "two articles claim one place in a series",
    "NG086": "the live entry has no time",
    # The front page
    "NG090": "the front page names an article that it cannot show",
    "NG091": "the front page names a section that does not exist",
    "NG092": "an article stands twice on the front page",
    # Documents
    "NG340": "the file looks like an article, and its name does not say so",
    "NG341": "the document does not hold what its name says",
    "NG342": "the document may be the text of an article that is held back",
    "NG343": "a symbolic link leads to what may not be published from where it stands",
    "NG344": "the film says where it was taken",
    # Configuration
    "NG050": "the site's address is not set",
    "NG466": "the Media Topic is none",
    "NG455": "the host is set in a way that the site's address does not allow",
    "NG456": "a redirect is not written as one",
    "NG461": "the site has more than its host takes",
    "NG462": "what compresses files is not installed",
    "NG051": "the time zone is not known",
    "NG053": "the colour has too little contrast",
    # Files for machines
    "NG450": "security.txt has expired, or soon will",
    "NG451": "security.txt expires too late",
    "NG452": "robots.txt says other than the settings",
    "NG453": "a line of ads.txt cannot be used",
    "NG454": "a file takes the place of one that the settings ask for",
    # Templates
    "NG060": "the template does not parse",
    "NG061": "the template failed",
    "NG062": "the template does not exist",
    "NG063": "the static file does not exist",
    "NG064": "the name must be written out in the template",
    "NG065": "the template draws on itself",
    "NG385": "the block overrides none",
    "NG386": "nothing uses the template",
    # What a site names itself
    "NG330": "a heading, a table or code is written so that it is none, or loses words",
    "NG331": "code between fences is not closed where it was meant",
    "NG332": "the key of `extra:` is not the one that is declared",
    "NG333": "the data cannot be read",
    "NG334": "two data files have one name",
    "NG335": "the file is no data file that a template can name",
    "NG336": "the template names data that is not there",
    "NG337": "the template cannot make the page that names it",
    # Writing
    "NG070": "the output folder cannot be used",
    "NG071": "the output folder holds files that newsgen did not write",
    "NG072": "permission was refused",
    "NG073": "the disk is full",
    "NG074": "the system reported an error",
    "NG075": "another build is running",
    "NG463": "a published address leads nowhere any more",
    "NG076": "two renderings of one output differ",
    "NG077": "a worker was killed",
    "NG078": "the cluster cannot be used",
    # Names
    "NG310": "the path of an output is too long",
    # The desk: sources
    "NG101": "a source is never cited in an article that cites others",
    "NG102": "the article relies on one source only",
    "NG103": "the article relies on anonymous sources only",
    "NG104": "a document or report has no address",
    "NG105": "nothing says when a source's address was read",
    "NG106": "the text relies on a source that the article does not list",
    # The desk: quotations
    "NG110": "a quotation has no attribution",
    # The desk: headlines, standfirsts, summaries
    "NG111": "the headline is too long",
    "NG112": "the headline is in capitals",
    "NG113": "there is a date in the headline",
    "NG114": "two articles have one headline",
    "NG115": "there is no standfirst",
    "NG116": "there is no summary",
    "NG117": "the summary is too long",
    "NG118": "the date of a new article has no time of day",
    # The desk: pictures
    "NG120": "a picture has no alternative text",
    "NG121": "the picture has no caption",
    "NG122": "the picture has no credit",
    "NG123": "the alternative text repeats the caption",
    # The desk: structure
    "NG130": "a level of heading is skipped",
    "NG131": "the text of a link says nothing",
    "NG132": "a link to the site itself is written as absolute",
    "NG133": "nothing follows a “read also”",
    # The desk: corrections and fact-checks
    "NG140": "`updated` is older than a correction",
    "NG141": "a correction does not say what it said and what it says now",
    "NG142": "a retraction gives no reason",
    "NG143": "the fact-check is incomplete",
    # The desk: placeholders and house style
    "NG150": "there is placeholder text",
    "NG160": "the word is not the house style's",
    # What content may do
    "NG360": "a text has a class that is not one of a text",
    "NG387": "HTML in a text is left out",
    "NG388": "a tag or a comment in a text is not closed",
    "NG389": "a tag in a text is of no element of HTML",
    "NG390": "Markdown within HTML stays as raw signs",
    "NG391": "what an attribute did in a text is lost",
    "NG361": "the name of an anonymous source is printed",
    "NG362": "the text or the list is too long",
    "NG363": "the file makes the site grow",
    # The desk: its reach
    "NG371": "the desk did not look at all of the text",
    # The desk: its waivers
    "NG380": "nothing says why a rule is waived",
    "NG381": "the rule that is waived finds nothing",
    "NG382": "what is waived is no rule of the desk",
    # Pictures
    "NG200": "the file is no picture",
    "NG201": "the picture is damaged",
    "NG202": "the picture is too large",
    "NG203": "the picture is of a type whose hidden data cannot be removed",
    "NG204": "the drawing cannot be made safe",
    # What newsgen remembers, the clock, content that is lost
    "NG320": "the folder of newsgen's own is a link, or holds one",
    "NG321": "the key can be guessed",
    "NG322": "the clock shows an earlier moment than the last build's",
    "NG323": "there is no content",
    "NG324": "most of the published articles would go at once",
    "NG325": "version control tracks what newsgen remembers",
    # Plugins
    "NG400": "the plugin is not there",
    "NG401": "the plugin needs another newsgen",
    "NG402": "the plugin fails at loading",
    "NG403": "the plugin is not made as plugins are",
    "NG404": "two plugins add one name, or one that is taken",
    "NG405": "a setting of the plugin is wrong",
    "NG406": "a function of a plugin fails while a page is rendered",
    "NG407": "a plugin's rule of the desk fails over the text",
    "NG408": "the plugin allows in texts what is never allowed",
    "NG409": "a plugin's page kind fails, or plans what is no page",
    "NG410": "a plugin's page kind gives a path that can't be published",
    "NG411": "a plugin and newsgen.yaml declare one key of `extra:`",
    "NG415": "the output folder is not fit to be deployed",
    "NG416": "a plugin's deploy target fails",
    "NG417": "a plugin's importer fails",
    "NG418": "a plugin's importer gives what is no file of the content",
    # What is installed
    "NG300": "the Markdown extension cannot be loaded",
    "NG301": "a Markdown extension fails over the text",
    "NG302": "there is too little memory to read the file",
    "NG350": "the picture file has words that are not published",
    "NG351": "the drawing is published without a part of it",
}

OF_CIRCUMSTANCES = frozenset((
    "NG005", "NG006", "NG051", "NG072", "NG300", "NG301", "NG302", "NG370", "NG462",
))  # fmt: skip
"""The codes of mistakes that lie outside of the file that they are found in.

Permissions, what is installed, how busy the machine is: the same bytes may be
read without the mistake at any moment. So it is never remembered against them.
"""

RULE_NAMES = {
    "NG101": "uncited-source",
    "NG102": "one-source",
    "NG103": "anonymous-only",
    "NG104": "document-without-url",
    "NG105": "accessed-missing",
    "NG106": "unlisted-source",
    "NG110": "unattributed-quotation",
    "NG111": "headline-length",
    "NG112": "headline-capitals",
    "NG113": "headline-date",
    "NG114": "headline-twice",
    "NG115": "standfirst-missing",
    "NG116": "summary-missing",
    "NG117": "summary-length",
    "NG118": "date-without-time",
    "NG120": "picture-alt",
    "NG121": "picture-caption",
    "NG122": "picture-credit",
    "NG123": "alt-repeats-caption",
    "NG130": "heading-skipped",
    "NG131": "link-text",
    "NG132": "own-address",
    "NG133": "read-also-empty",
    "NG140": "updated-before-correction",
    "NG141": "correction-incomplete",
    "NG142": "retraction-reason",
    "NG143": "fact-check-incomplete",
    "NG150": "placeholder",
    "NG160": "house-style",
    "NG361": "anonymous-named",
    "NG371": "unseen-text",
}
"""The rules of the desk, by code: the names that `check:` takes beside the codes."""


def is_plugin_code(word: str) -> bool:
    """Whether the word has the form of a plugin's code: two to eight capitals, two to five digits.

    `NG` begins newsgen's own.
    """
    letters = word.rstrip("0123456789")
    digits = len(word) - len(letters)
    return (
        2 <= len(letters) <= 8
        and 2 <= digits <= 5
        and letters.isascii()
        and letters.isalpha()
        and letters.isupper()
        and letters != "NG"
    )
