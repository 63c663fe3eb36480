"""Reads `check:` in front matter: the desk rules that an article is excused from."""

from __future__ import annotations

from newsgen.model.codes import CODES, RULE_NAMES, is_plugin_code
from newsgen.model.nearest import did_you_mean
from newsgen.model.waiver import Waiver
from newsgen.reading.yaml.fields import Fields
from newsgen.reading.yaml.yaml_values import Entry, Keys, Scalar

_RULES = {
    **{name: code for code, name in RULE_NAMES.items()},
    **{code: code for code in RULE_NAMES},
}
"""The code of each rule, by its name and by the code itself."""

_NO_REASONS = frozenset({"error", "warning", "off", "on", "no", "yes", "false", "true"})
"""Levels of newsgen.yaml and yes or no, which say what is wanted and not why."""


def read_waivers(fields: Fields) -> tuple[Waiver, ...]:
    """The waivers under `check`, by rule and reason, in the order of the file."""
    entry = fields.entry("check")
    if entry is None:
        return ()
    if not isinstance(entry.value, Keys):
        fields.wrong_type("check", entry, "a list of rules and reasons")
        return ()
    inner = fields.nested(entry.value, entry.value.entries, " in `check`")
    waivers: dict[str, Waiver] = {}
    written: dict[str, str] = {}
    for key, one in entry.value.entries.items():
        # Which rules plugins add, only the desk knows; it names a waiver that none needs.
        code = key if is_plugin_code(key) else _RULES.get(key)
        if code is None:
            _note_unknown(inner, key, one)
            continue
        if code in waivers:
            message = f"`{key}` says the same as `{written[code]}`."
            inner.note(one, "NG026", message, f"Keep `{written[code]}` alone.")
            continue
        reason = inner.text(key)
        if isinstance(one.value, Scalar) and (not reason or reason.lower() in _NO_REASONS):
            message = f"Nothing says why the article is excused from `{key}`."
            inner.note(one, "NG380", message, f"Write why, as in `{key}: The only witness.`")
            continue
        waivers[code] = Waiver(code, reason, one.line, one.column)
        written[code] = key
    fields.adopt(inner)
    return tuple(waivers.values())


def _note_unknown(inner: Fields, key: str, entry: Entry) -> None:
    if key in CODES:
        message = f"{key} is no rule of the desk, and nothing else can be waived."
        inner.note(entry, "NG382", message, f"Mend what {key} names.")
        return
    hint = did_you_mean(key.lower(), _RULES) or "`newsgen check --rules` lists the rules."
    inner.note(entry, "NG017", f"The rule `{key}` is not known in `check`.", hint.strip())
