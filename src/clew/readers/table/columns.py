"""What columns are called: for each field of a record, the names that people give it.

Names are compared without case, blanks and punctuation: ``Publication Year``, ``publication_year``
and ``publicationYear`` are one.
"""

from __future__ import annotations

import re

_NAMES = {
    "title": "title, primary title, article title, document title, dataset title, project title, "
    "study title, work title, grant title, award title, ti, t1, name of dataset",
    "alternative": "original title, short title, alternative title, translated title, "
    "alternate title, acronym, titre",
    "subtitle": "subtitle",
    "abstract": "abstract, abstract note, notes abstract, ab, n2, summary, original abstract",
    "description": "description, notes on content",
    "notes": "notes, note, n1",
    "authors": "authors, author, author names, first authors, creator, "
    "creators, au, a1, by, investigators, principal investigator, pi, award holder, grant holder, "
    "lead applicant, project leader, chief investigator",
    "full names": "author full names",
    "editors": "editors, editor, secondary authors, a2",
    "publisher": "publisher, publishers, pb, distributor, archive",
    "funders": "funder, funders, funding agency, funding organisation, funding organization, "
    "funding body",
    "awards": "grant number, grant numbers, award number, award reference, grant reference, "
    "project reference, grant id, award id, funding reference, grant ref, award ref, grant no, "
    "award no, grant code",
    "amount": "award amount, grant amount, amount awarded, award value, grant value, "
    "funding amount, total award, total awarded",
    "currency": "currency",
    "identifiers": "identifiers",
    "period": "period, period covered, time period, temporal coverage",
    "house": "lead organisation, lead organization, lead research organisation, "
    "research organisation, host institution, host organisation, institution, university",
    "keywords": "keywords, keyword, author keywords, manual tags, tags, kw, de, index keywords, "
    "emtree drug index terms, emtree medical index terms, mesh terms",
    "subjects": "subject, subjects, topic, topics, discipline, research subjects, categories",
    "published": "publication year, year, date, publication date, published, date published, "
    "py, y1, pub date, date of publication, release date, year of publication",
    "start": "start date, start, date from, funding start date, project start",
    "end": "end date, end, date to, funding end date, project end",
    "container": "journal, source, source title, publication title, journal name, container title, "
    "secondary title, alternate title 3, journal title, publication name, t2, jf, book title, "
    "full source title, journal book",
    "volume": "volume, vl, vol",
    "issue": "issue, number, is, issue number, no",
    "pages": "pages, page, page range",
    "first page": "start page, page start, first page, sp, beginning page",
    "last page": "end page, page end, last page, ep, ending page",
    "doi": "doi, digital object identifier, do, doi link",
    "pmid": "pmid, pubmed id, medline pmid",
    "pmcid": "pmcid, pmc id",
    "isbn": "isbn, isbns",
    "issn": "issn, issns, eissn, e issn, print issn, serial number, sn, online issn",
    "url": "url, urls, link, links, ur, web address, website, full text link, landing page, "
    "webpage, uri, embase link",
    "language": "language, languages, language of article, la, language of document, "
    "language of original document",
    "type": "type of reference, publication type, document type, item type, type, reference type, "
    "resource type, genre, ty, kind, material type, work type",
    "licence": "license, licence, rights",
    "gtr": "gtr id, gateway to research id",
    "study": "ukds study number, ukda study number, ukds sn",
    "access": "access, access conditions, access rights, open access",
    "places": "country, countries, location, geography, spatial coverage, geographic coverage",
    "number": "record id, accession number, id, key, identifier, study number, ukda, "
    "embase accession id, accession",
}
_LETTERS = re.compile(r"[\W_]+")


def folded(name: str) -> str:
    """Reduce the name of a column to what its spellings share: ``"DOI "`` → ``"doi"``."""
    return _LETTERS.sub("", name.lower())


FIELDS = {folded(one): field for field, names in _NAMES.items() for one in names.split(",")}


def field_of(column: str) -> str | None:
    """Return the field that a column holds, ``None`` for one that nobody has a name for."""
    return FIELDS.get(folded(column))
