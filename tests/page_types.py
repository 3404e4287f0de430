"""Every type of page the site has, each with one address of the example site that shows it.

A page that is new gets a line in ``PAGE_TYPES``: whatever looks at every page (who can use it, how
wide it is, whether its markup is right, its picture) takes the list from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

AWARD = "es-z900017-2"
BOOK = "crossing-the-doorstep-attentive-child-protection-practice"
COHORT = "marlowe-vale-cohort-study-wave-1-2014-15"
COURSE = "a-second-look-keeping-children-in-view-on-home-visits"
DOORSTEP = "the-doorstep-and-beyond-how-home-visits-keep-sight-of-children-or-lose-it-a"
PANEL = "first-posts-panel-of-newly-qualified-child-protection-social-workers-2016-2019"
THESIS = "waiting-to-be-let-in-time-thresholds-and-attention-in-child-protection-home"


class Who(StrEnum):
    """Who is looking."""

    ANYBODY = "anybody"
    READER = "reader"
    ADMIN = "admin"


@dataclass(frozen=True)
class PageType:
    """A type of page.

    Parameters
    ----------
    name: what its picture is called.
    path: where the example site shows it; ``{share}`` stands for the end of a link to share.
    who: who has to be looking to see it.
    status: what it answers.
    """

    name: str
    path: str
    who: Who = Who.ANYBODY
    status: int = 200

    def __str__(self) -> str:
        return self.name


PAGE_TYPES = (
    PageType("home", "/"),
    PageType("search", "/search?q=home+visits"),
    PageType("search-narrowed", "/search?q=visits&kind=thesis&kind=dataset&from=2010&to=2022"),
    PageType("search-corrected", "/search?q=safegaurding"),
    PageType("search-nothing", "/search?q=zeppelin+turbine&kind=thesis&from=1900&to=1901"),
    PageType("search-all", "/search"),
    PageType("like", f"/search?like={COHORT}"),
    PageType("facet", "/search/facet/keyword"),
    PageType("dataset", f"/r/{COHORT}"),
    PageType("award", f"/r/{AWARD}"),
    PageType("thesis", f"/r/{THESIS}"),
    PageType("publication", f"/r/{BOOK}"),
    PageType("course", f"/r/{COURSE}"),
    PageType("variable", f"/r/{PANEL}--knows"),
    PageType("person", "/r/ingrid-tallow-2"),
    PageType("organisation", "/r/university-of-hallowmoor"),
    PageType("reader", f"/r/{THESIS}/read?at=7"),
    PageType("thread", f"/t/{AWARD}"),
    PageType("compare", f"/compare?ids={COHORT}&ids={DOORSTEP}&ids={PANEL}"),
    PageType("compare-empty", "/compare"),
    PageType("explore", "/explore"),
    PageType("explore-search", "/explore?q=children&kind=award"),
    PageType("sources", "/sources"),
    PageType("source", "/source/files"),
    PageType("help", "/help"),
    PageType("feedback", f"/feedback?about=/r/{COHORT}"),
    PageType("sign-in", "/sign-in"),
    PageType("register", "/register"),
    PageType("collections-here", "/collections"),
    PageType("shared", "/shared/{share}"),
    PageType("funder", "/funder/Council%20for%20Social%20Inquiry"),
    PageType("not-found", "/r/nobody-of-that-name", status=404),
    PageType("wrong-query", "/search?from=soon", status=400),
    PageType("account", "/account", Who.READER),
    PageType("collections", "/collections", Who.READER),
    PageType("collection", "/collections/1", Who.READER),
    PageType("collection-add", f"/collections/add?id={COHORT}", Who.READER),
    PageType("search-save", "/searches/new?q=home+visits", Who.READER),
    PageType("refused", "/admin", Who.READER, status=403),
    PageType("webhooks", "/webhooks", Who.READER),
    PageType("admin", "/admin", Who.ADMIN),
    PageType("admin-index", "/admin/index", Who.ADMIN),
    PageType("links", "/links", Who.ADMIN),
    PageType("links-log", "/links/log", Who.ADMIN),
    PageType("dataset-keeper", f"/r/{COHORT}", Who.ADMIN),
)
