"""What stands before a year as an author's name would, and names nobody: "Palgrave 2011".

A body may well be an author, but works are known by the people who wrote them, so such a word can
only mislead. Words that are names as well ("Law 2004", "Pearson 2011") count where somebody of that
name is known, and nowhere else.
"""

from __future__ import annotations

import re

from clew.linking.names import word_set
from clew.model import fold

ACRONYM = 6  # letters; a longer word in capitals may be a name: "FERGUSON 2011"

# "In May 2011", "Spring 2011", "Refugee Week, 2017".
_CALENDAR = word_set(
    "jan january feb february mar march apr april may jun june jul july aug august"
    " sep sept september oct october nov november dec december"
    " monday tuesday wednesday thursday friday saturday sunday"
    " spring summer autumn winter easter christmas michaelmas hilary trinity semester term"
    " week month year decade century phase stage round cycle"
)
_SENTENCE = word_set(
    "a about after also although an and around as at because before between beyond but by circa"
    " despite during early ed edn eds et every follow for from her his however if in into it its"
    " late later mid no not of on or our over pages pp see since some that the their then these"
    " they this those through throughout to under until up we when where whereas which while with"
    " within vol volume"
)
# "Oxford University Press 2011", "Home Office 2010", "World Bank, 2012".
_BODIES = word_set(
    "academy agency alliance association authority bank board bureau centre center college"
    " commission committee company confederation council councils department directorate division"
    " embassy federation forum foundation fund government group health institute institution"
    " inspectorate laboratory ministry museum network office organisation organization panel"
    " parliament partnership party police programme program school senate service services society"
    " team treasury tribunal trust union university"
)
# "Children Act 1989", "Census 2011", "Word 2010".
_DOCUMENTS = word_set(
    "act acts agenda agreement annex appendix article articles assessment atlas award awards"
    " boundaries briefing bulletin census chapter charter competition conference congress"
    " constitution convention covenant crisis database dataset declaration directive directory"
    " edition election elections enquiry evaluation event excel exhibition festival figure grant"
    " grants guidance guidelines horizon index inquiry issue journal lecture magazine manifesto"
    " manual meeting mission newsletter notes olympics order paper papers plan proceedings project"
    " projects protocol referendum regulation regulations report reports resolution review reviews"
    " rules scheme section seminar seminars series session statement statute statutes strategy"
    " studies study summit supplement survey surveys symposium table treaty trends vision windows"
    " word workshop workshops"
)
_SUBJECTS = word_set(
    "criminology economics economy education finance geography history medicine politics"
    " psychology research rights science sciences sociology statistics technology work"
)
_HOUSES = word_set(
    "ashgate bloomsbury books cengage elsevier kluwer macmillan palgrave pluto policy polity press"
    " publications publisher publishers publishing routledge sage springer verlag verso"
)
_NOBODY = _CALENDAR | _SENTENCE | _BODIES | _DOCUMENTS | _SUBJECTS | _HOUSES

# Houses named after their founders, and words and places that families are called after.
_ALSO_NAMES = word_set(
    "arnold berg blackwell brill collins elgar francis guilford harper heinemann hodder kingsley"
    " lang longman norton pearson penguin taylor wiley"
    " bill code child day house justice law laws page price"
    " africa america australia britain cambridge canada china edinburgh england europe france"
    " germany glasgow india ireland israel italy japan kenya london manchester oxford paris"
    " scotland spain vancouver wales"
)
# "University of Edinburgh, 2014", but "the work of Tallow (2015)".
_PART_OF_A_NAME = re.compile(r"\b[A-Z][\w’'-]{1,40} (?:of|for)(?: the)? $")


def names_nobody(word: str, before: str) -> bool:
    """Say whether a capitalised word that a year follows is plainly no family name.

    Parameters
    ----------
    before: the sentence up to the word.
    """
    if len(word) <= ACRONYM and word.upper() == word:
        return True
    return not _NOBODY.isdisjoint(fold(word).split()) or bool(_PART_OF_A_NAME.search(before[-60:]))


def may_be_nobody(family: str) -> bool:
    """Say whether a folded name is that of a house, a place or a thing as well as people's."""
    return family in _ALSO_NAMES
