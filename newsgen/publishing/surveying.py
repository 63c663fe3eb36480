"""A build that looks at everything: all records, the whole plan, and all that lies in the output folder."""

from __future__ import annotations

import time
from collections.abc import Mapping

from newsgen.model.digest import Digest
from newsgen.planning.diff import Recorded, diff
from newsgen.publishing.collection import uncollected
from newsgen.publishing.folder import Present, clear_temporary, present_files
from newsgen.publishing.glance import Glance
from newsgen.publishing.ledger import StoredLedger
from newsgen.publishing.press import material
from newsgen.publishing.published import Published, RecordedOutput
from newsgen.publishing.release import Release
from newsgen.publishing.report import BuildReport, BuildRequest
from newsgen.publishing.settled import as_settled
from newsgen.publishing.standing import standings
from newsgen.publishing.survey import Stock, Survey, read_stock, survey
from newsgen.publishing.workplace import Events, Workplace


class Surveying:
    """One such build, as far as what is to be released."""

    def __init__(
        self, request: BuildRequest, events: Events, place: Workplace, published: Published
    ) -> None:
        self._request = request
        self._events = events
        self._place = place
        self._state = place.state
        self._published = published

    def prepared(self, seen: Glance, key: Digest) -> tuple[Release | None, BuildReport]:
        """What is to be released, unless something is wrong, and the report so far."""
        request = self._request
        stock = read_stock(seen, self._place, self._events)
        known = self._published.outputs()
        fingerprints = {path: one.fingerprint for path, one in known.items()}
        with uncollected():
            found = survey(stock, request.as_of, with_drafts=request.drafts, recorded=fingerprints)
        report = BuildReport(
            as_of=request.as_of,
            timezone=stock.site.timezone,
            planned=len(found.plan.fingerprints),
            held=found.catalog.admission.held,
            next_due=found.catalog.admission.next_due,
            problems=tuple(sorted({*stock.problems, *found.problems})),
            is_strict=request.strict,
        )
        if report.failed:
            return None, report
        output = request.output
        present = present_files(output)
        left = clear_temporary(output, present.files)
        owned = found.plan.fingerprints.keys() | known.keys()
        with uncollected():
            recorded = self._recorded(known, present)
            changes = diff(found.plan.fingerprints, recorded)
        others = (*present.files, *present.links)
        opened = material(stock.records.values(), stock.scan.file)
        self._keep_ledger(found, stock)
        # Of a large site the records fill a third of the memory, and what is rendered needs none.
        stock.records.clear()
        return Release(
            plan=found.plan,
            changes=changes,
            known=known,
            recorded=recorded,
            files=present.files,
            links=present.links,
            foreign=[path for path in others if path not in owned and path not in left],
            material=opened,
            settled=as_settled(report, key, self._state.generation),
        ), report

    def _keep_ledger(self, found: Survey, stock: Stock) -> None:
        """Writes the ledger, which counts for nothing until the output folder is settled again."""
        ledger = StoredLedger(self._state.connection)
        with self._state.transaction():
            self._published.unsettle()
            ledger.rewrite(
                self._published.dist, found.catalog, stock.records.values(), found.plan.listed
            )

    def _recorded(
        self, known: Mapping[str, RecordedOutput], present: Present
    ) -> dict[str, Recorded]:
        now_ns = time.time_ns()
        found = standings(
            self._request.output, known, present.files, is_paranoid=self._request.paranoid
        )
        if found.proved:
            with self._state.transaction():
                self._published.see(found.proved, now_ns)
        return found.recorded
