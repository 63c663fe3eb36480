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
    # Bodies
    "NG030": "the text is nested too deeply",
    "NG031": "the text takes too long to format",
    # Between files
    "NG040": "two outputs have one path",
    "NG041": "two paths differ only in upper and lower case",
    "NG042": "the article named does not exist",
    "NG043": "the name fits more than one article",
    "NG044": "the link leads to a file that does not exist",
    "NG045": "the picture or file does not exist",
    "NG046": "the person is not known",
    "NG047": "the link leads nowhere",
    # Sources, corrections, series, live entries
    "NG080": "the source cited is not among the article's sources",
    "NG081": "the citation never closes",
    "NG082": "the id of a source cannot be used",
    "NG083": "an anonymous source has no reason",
    "NG084": "the correction is incomplete",
    "NG085": "two articles claim one place in a series",
    "NG086": "the live entry has no time",
    # Configuration
    "NG050": "the site's address is not set",
    "NG051": "the time zone is not known",
    # Templates
    "NG060": "the template does not parse",
    "NG061": "the template failed",
    "NG062": "the template does not exist",
    "NG063": "the static file does not exist",
    "NG064": "the name must be written out in the template",
    # Writing
    "NG070": "the output folder cannot be used",
    "NG071": "the output folder holds files that newsgen did not write",
    "NG072": "permission was refused",
    "NG073": "the disk is full",
    "NG074": "the system reported an error",
    "NG075": "another build is running",
    "NG076": "two renderings of one output differ",
}
