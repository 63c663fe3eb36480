"""The files that hosts read: headers, redirects, the domain, and the sign that nothing is built there."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.model.output import PlannedOutput, given
from newsgen.model.static_hosts import HEADERS, HTACCESS, NOJEKYLL, REDIRECTS
from newsgen.planning.context import PlanContext
from newsgen.planning.host_headers import header_rules
from newsgen.planning.redirect_rules import Redirects
from newsgen.planning.statics import ROOT
from newsgen.reading.urls import web_host

CNAME = "CNAME"


def outputs(context: PlanContext, redirects: Redirects) -> Iterator[PlannedOutput]:
    """The files that the site's host reads. One of the site's own below `static/root/` takes its place."""
    settings = context.site.host
    files = settings.host.files
    own = context.statics.addresses
    headers = given("headers", header_rules(context))
    if HEADERS in files and ROOT + HEADERS not in own:
        yield PlannedOutput(path=HEADERS, kind="host-file", inputs=(headers,))
    if REDIRECTS in files and ROOT + REDIRECTS not in own and redirects.are_any:
        if redirects.are_kept:
            context.keep(REDIRECTS)
        else:
            rules = given("redirects", redirects.rules())
            yield PlannedOutput(path=REDIRECTS, kind="host-file", inputs=(rules,))
    if HTACCESS in files and ROOT + HTACCESS not in own:
        if redirects.are_kept:
            context.keep(HTACCESS)
        else:
            rules = given("redirects", redirects.rules())
            yield PlannedOutput(path=HTACCESS, kind="host-file", inputs=(headers, rules))
    if NOJEKYLL in files and ROOT + NOJEKYLL not in own:
        yield PlannedOutput(path=NOJEKYLL, kind="host-file", inputs=())
    if settings.cname and context.site.url and ROOT + CNAME not in own:
        domain = given("domain", web_host(context.site.url))
        yield PlannedOutput(path=CNAME, kind="host-file", inputs=(domain,))
