"""Invented Gateway to Research documents, whole or made of the parts that a test is about."""

from __future__ import annotations

from clew.model import Document

AWARD_ID = "00000000-AAAA-4000-8000-000000000001"


def overview(project: str = "", output: str = "", around: str = "") -> Document:
    """Put parts into a ``projectOverview``: of the project, of its output, of what is around it."""
    content = f"""<?xml version="1.0" encoding="UTF-8"?>
<gtr:projectOverview xmlns:gtr="http://gtr.ukri.org/api"><gtr:projectComposition>{around}
<gtr:project url="http://gtr.ukri.org:80/projects?ref=ES%2FZ000001%2F1">
<gtr:id>{AWARD_ID}</gtr:id><gtr:title>Lamps on the stairs</gtr:title>
<gtr:grantReference>ES/Z000001/1</gtr:grantReference>{project}
<gtr:output>{output}</gtr:output></gtr:project></gtr:projectComposition></gtr:projectOverview>"""
    return Document(content.encode(), "lamps.xml")


def plain(content: str) -> Document:
    """Make a document of elements written without their prefix, for tests of shape."""
    return Document(
        f"<projectOverview><projectComposition>{content}</projectComposition></projectOverview>".encode(),
        "lamps.xml",
    )


# An award in full: every field that the reader knows, and some that it does not.
FULL = """<?xml version="1.0" encoding="UTF-8"?>
<gtr:projectOverview xmlns:gtr="http://gtr.ukri.org/api"><gtr:projectComposition>
<gtr:collaborations>
  <gtr:collaborator url="http://gtr.ukri.org:80/organisation/ORG-3">
    <gtr:id>ORG-3</gtr:id><gtr:name>Lantern Society</gtr:name>
  </gtr:collaborator>
</gtr:collaborations>
<gtr:leadResearchOrganisation url="http://gtr.ukri.org:80/organisation/ORG-1">
  <gtr:id>ORG-1</gtr:id><gtr:name>University of Wickmere</gtr:name>
  <gtr:department>Sch of Light &amp;amp; Shade</gtr:department>
  <gtr:address><gtr:line1>Beacon Yard</gtr:line1><gtr:region>East Fens</gtr:region></gtr:address>
  <gtr:typeInd>RO</gtr:typeInd>
</gtr:leadResearchOrganisation>
<gtr:organisationRoles>
  <gtr:organisationRole url="http://gtr.ukri.org:80/organisation/ORG-1">
    <gtr:id>ORG-1</gtr:id><gtr:name>University of Wickmere</gtr:name>
    <gtr:roles><gtr:role><gtr:name>LEAD_RO</gtr:name></gtr:role></gtr:roles>
  </gtr:organisationRole>
  <gtr:organisationRole url="http://gtr.ukri.org:80/organisation/ORG-3">
    <gtr:id>ORG-3</gtr:id><gtr:name>Lantern Society</gtr:name>
    <gtr:roles><gtr:role><gtr:name>COLLABORATOR</gtr:name></gtr:role>
      <gtr:role><gtr:name>CO_FUNDER</gtr:name></gtr:role></gtr:roles>
  </gtr:organisationRole>
</gtr:organisationRoles>
<gtr:personRoles>
  <gtr:personRole url="http://gtr.ukri.org:80/person/PERSON-1">
    <gtr:id>PERSON-1</gtr:id><gtr:firstName>Zoë</gtr:firstName>
    <gtr:otherNames>Ffion Mai</gtr:otherNames><gtr:surname>Tân-Harker</gtr:surname>
    <gtr:orcidId>0000-0002-1825-0097</gtr:orcidId>
    <gtr:roles><gtr:role><gtr:name>PRINCIPAL_INVESTIGATOR</gtr:name></gtr:role>
      <gtr:role><gtr:name>FELLOW</gtr:name></gtr:role></gtr:roles>
  </gtr:personRole>
  <gtr:personRole url="http://gtr.ukri.org:80/person/PERSON-2">
    <gtr:id>PERSON-2</gtr:id><gtr:firstName>Odd</gtr:firstName><gtr:surname>Lie</gtr:surname>
    <gtr:orcidId>0000-0002-1825-0098</gtr:orcidId>
    <gtr:roles><gtr:role><gtr:name>RESEARCHER_COI</gtr:name></gtr:role></gtr:roles>
  </gtr:personRole>
</gtr:personRoles>
<gtr:project url="http://gtr.ukri.org:80/projects?ref=ES%2FZ000001%2F1">
  <gtr:id>00000000-AAAA-4000-8000-000000000001</gtr:id>
  <gtr:title>&amp;quot;Who left it on?&amp;quot;
     Lamps on the stairs</gtr:title>
  <gtr:status>Closed</gtr:status>
  <gtr:grantCategory>Research Grant</gtr:grantCategory>
  <gtr:grantReference>ES/Z000001/1</gtr:grantReference>
  <gtr:abstractText>&lt;p&gt;Stairs are dark.&lt;/p&gt;
    &lt;p&gt;We count lamps.&lt;/p&gt;</gtr:abstractText>
  <gtr:technicalSummary>Counting, twice.</gtr:technicalSummary>
  <gtr:potentialImpactText>Fewer falls.</gtr:potentialImpactText>
  <gtr:fund>
    <gtr:end>2016-08-31</gtr:end>
    <gtr:funder url="http://gtr.ukri.org:80/organisation/ORG-2"><gtr:id>ORG-2</gtr:id>
      <gtr:name>ESRC</gtr:name></gtr:funder>
    <gtr:start>2014-09-01</gtr:start><gtr:type>INCOME_ACTUAL</gtr:type>
    <gtr:valuePounds>120500</gtr:valuePounds>
  </gtr:fund>
  <gtr:identifiers>
    <gtr:identifier type="RCUK">ES/Z000001/1</gtr:identifier>
    <gtr:identifier type="RES">RES-000-22-0001</gtr:identifier>
  </gtr:identifiers>
  <gtr:healthCategories><gtr:healthCategory><gtr:id>H1</gtr:id><gtr:percentage>100</gtr:percentage>
    <gtr:text>Injuries</gtr:text></gtr:healthCategory></gtr:healthCategories>
  <gtr:researchSubjects><gtr:researchSubject><gtr:id>S1</gtr:id><gtr:percentage>60</gtr:percentage>
    <gtr:text>Sociology</gtr:text></gtr:researchSubject></gtr:researchSubjects>
  <gtr:researchTopics>
    <gtr:researchTopic><gtr:id>T1</gtr:id><gtr:text>Housing &amp;amp; home</gtr:text>
    </gtr:researchTopic>
    <gtr:researchTopic><gtr:id>T0</gtr:id><gtr:text>Unclassified</gtr:text></gtr:researchTopic>
  </gtr:researchTopics>
  <gtr:newThing><gtr:level>7</gtr:level></gtr:newThing>
  <gtr:output>
    <gtr:artisticAndCreativeProductOutputs/>
    <gtr:disseminationOutputs>
      <gtr:disseminationOutput><gtr:description>A talk &amp;amp; a walk</gtr:description>
        <gtr:form>A talk or presentation</gtr:form><gtr:id>D1</gtr:id>
        <gtr:url>http://lamps.example/talk?a=1&amp;copy=2</gtr:url></gtr:disseminationOutput>
    </gtr:disseminationOutputs>
    <gtr:impactSummaryOutputs><gtr:impactSummaryOutput><gtr:id>I1</gtr:id>
      <gtr:impactTypes><gtr:impactType>Societal</gtr:impactType></gtr:impactTypes>
    </gtr:impactSummaryOutput></gtr:impactSummaryOutputs>
    <gtr:keyFindingsOutput>
      <gtr:description>Lamps help.</gtr:description>
      <gtr:exploitationPathways>Landlords may fit them.</gtr:exploitationPathways>
      <gtr:id>K1</gtr:id><gtr:sectors><gtr:sector>Energy,Environment</gtr:sector></gtr:sectors>
      <gtr:url>http://lamps.example</gtr:url>
    </gtr:keyFindingsOutput>
  </gtr:output>
</gtr:project>
</gtr:projectComposition></gtr:projectOverview>"""
