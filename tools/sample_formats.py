#!/usr/bin/env python3
"""Writes samples/formats/: one story of our own in every format that Bede reads.

    tools/sample_formats.py            (needs the program zstd for the .zst file)

The story is samples/yonhap-style-talks.txt. Each format gets the paragraphs and facts of that file in
the way in which its senders are known to write it; the tests read all of them and expect one result.
"""
import gzip
import json
import pathlib
import shutil
import subprocess
import textwrap
from xml.sax.saxutils import escape

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "samples" / "formats"
PLAIN = (ROOT / "samples" / "yonhap-style-talks.txt").read_text(encoding="utf-8")

blocks = [b.strip() for b in PLAIN.split("\n\n")]
start = next(i for i, b in enumerate(blocks) if b.startswith("SEOUL/CANBERRA"))
end = next(i for i, b in enumerate(blocks) if "@example.com" in b)
COPY = blocks[start:end]  # paragraphs, the first with its dateline
CAPTION = blocks[end + 1]
DATELINE, LEAD = COPY[0].split(" -- ", 1)
HEADLINE = "S. Korea, Australia agree to hold annual security talks"
NOTE = "UPDATES with foreign ministry's statement in paras 6-9; ADDS photo"
NAMES = ["Nam Do-hyun", "Ryu Ga-eun"]
BYLINE = "By " + " and ".join(NAMES)
GUID = "urn:newsml:yna.example:20240521:AEN0142"
FIRST, CREATED = "2024-05-21T05:02:00Z", "2024-05-21T09:40:00Z"
SUBJECTS = [("20000593", "diplomacy"), ("20000612", "defence")]


def html():
    return "".join(f"<p>{escape(p)}</p>\n" for p in COPY)


def write(name, data):
    data = data.encode("utf-8") if isinstance(data, str) else data
    (OUT / name).write_bytes(data)


# ---- XML -----------------------------------------------------------------------------------------

def nitf():
    body = "".join(f"        <p>{escape(p)}</p>\n" for p in COPY)
    names = "".join(f"        <byline>By <person>{n}</person></byline>\n" for n in NAMES)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<nitf version="-//IPTC//DTD NITF 3.5//EN">
  <head>
    <title>{HEADLINE}</title>
    <docdata management-status="usable">
      <doc-id regsrc="yna.example" id-string="{GUID}"/>
      <urgency ed-urg="4"/>
      <date.issue norm="20240521T094000Z"/>
      <du-key version="3" key="S. Korea-Australia"/>
      <ed-msg info="{escape(NOTE)}"/>
      <doc.copyright year="2024" holder="Yonhap"/>
    </docdata>
  </head>
  <body>
    <body.head>
      <hedline><hl1>(2nd LD) {HEADLINE}</hl1></hedline>
{names}      <distributor>Yonhap</distributor>
    </body.head>
    <body.content>
      <block>
{body}      </block>
      <media media-type="image">
        <media-caption>{escape(CAPTION)}</media-caption>
      </media>
    </body.content>
  </body>
</nitf>
"""


def newsmlg2():
    body = "".join(f"              <p>{escape(p)}</p>\n" for p in COPY)
    subjects = "".join(f'        <subject qcode="medtop:{c}"><name>{n}</name></subject>\n'
                       for c, n in SUBJECTS)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">
  <header><sent>{CREATED}</sent><sender>yna.example</sender><priority>4</priority></header>
  <itemSet>
    <newsItem guid="{GUID}" version="3" standard="NewsML-G2" standardversion="2.31" conformance="power" xml:lang="en">
      <catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_38.xml"/>
      <itemMeta>
        <itemClass qcode="ninat:text"/>
        <provider literal="yna.example"/>
        <versionCreated>{CREATED}</versionCreated>
        <firstCreated>{FIRST}</firstCreated>
        <pubStatus qcode="stat:usable"/>
        <signal qcode="sig:update"/>
        <edNote>{escape(NOTE)}</edNote>
      </itemMeta>
      <contentMeta>
        <urgency>4</urgency>
        <creator literal="Yonhap"/>
        <by>{BYLINE}</by>
        <language tag="en"/>
{subjects}        <slugline separator="-">S. Korea-Australia</slugline>
        <headline>(2nd LD) {HEADLINE}</headline>
        <creditline>Yonhap</creditline>
      </contentMeta>
      <contentSet>
        <inlineXML contenttype="application/xhtml+xml">
          <html xmlns="http://www.w3.org/1999/xhtml">
            <head><title/></head>
            <body>
{body}            </body>
          </html>
        </inlineXML>
      </contentSet>
    </newsItem>
  </itemSet>
</newsMessage>
"""


def newsml1():
    body = "".join(f"            <p>{escape(p)}</p>\n" for p in COPY)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<NewsML Version="1.2">
  <NewsEnvelope><DateAndTime>20240521T094000Z</DateAndTime></NewsEnvelope>
  <NewsItem>
    <Identification>
      <NewsIdentifier>
        <ProviderId>yna.example</ProviderId>
        <DateId>20240521</DateId>
        <NewsItemId>AEN0142</NewsItemId>
        <RevisionId PreviousRevision="2" Update="N">3</RevisionId>
        <PublicIdentifier>{GUID}:3</PublicIdentifier>
      </NewsIdentifier>
    </Identification>
    <NewsManagement>
      <NewsItemType FormalName="News"/>
      <FirstCreated>20240521T050200Z</FirstCreated>
      <ThisRevisionCreated>20240521T094000Z</ThisRevisionCreated>
      <Status FormalName="Usable"/>
      <Urgency FormalName="4"/>
    </NewsManagement>
    <NewsComponent>
      <NewsLines>
        <HeadLine>(2nd LD) {HEADLINE}</HeadLine>
        <ByLine>{BYLINE}</ByLine>
        <SlugLine>S. Korea-Australia</SlugLine>
        <NewsLine><NewsLineType FormalName="EdNote"/><NewsLineText>{escape(NOTE)}</NewsLineText></NewsLine>
      </NewsLines>
      <AdministrativeMetadata><Provider><Party FormalName="Yonhap"/></Provider></AdministrativeMetadata>
      <DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>
      <ContentItem>
        <MediaType FormalName="Text"/>
        <DataContent>
          <nitf><body><body.content>
{body}          </body.content></body></nitf>
        </DataContent>
      </ContentItem>
    </NewsComponent>
  </NewsItem>
</NewsML>
"""


def rss():
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel>
    <title>Yonhap</title>
    <link>https://yna.example/</link>
    <description>News of the day</description>
    <item>
      <title>(2nd LD) {HEADLINE}</title>
      <link>https://yna.example/AEN0142</link>
      <guid isPermaLink="false">{GUID}</guid>
      <pubDate>Tue, 21 May 2024 09:40:00 GMT</pubDate>
      <dc:creator>{NAMES[0]}</dc:creator>
      <dc:creator>{NAMES[1]}</dc:creator>
      <description>{escape(LEAD)}</description>
      <content:encoded><![CDATA[{html()}]]></content:encoded>
    </item>
  </channel>
</rss>
"""


def atom():
    names = "".join(f"    <author><name>{n}</name></author>\n" for n in NAMES)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title>Yonhap</title>
  <id>urn:yna.example:feed</id>
  <updated>{CREATED}</updated>
  <entry>
    <id>{GUID}</id>
    <title>(2nd LD) {HEADLINE}</title>
    <updated>{CREATED}</updated>
    <published>{FIRST}</published>
{names}    <link rel="alternate" href="https://yna.example/AEN0142"/>
    <content type="html">{escape(html())}</content>
  </entry>
</feed>
"""


def petrarch():
    """The whole story in one record, as sentence="False" says."""
    text = "\n\n".join([LEAD] + COPY[1:])
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<Sentences>\n'
            '<Sentence date="20240521" id="AEN0142" source="YNA" sentence="False">\n'
            f"<Text>\n{escape(text)}\n</Text>\n</Sentence>\n</Sentences>\n")


# ---- JSON ----------------------------------------------------------------------------------------

def ninjs(version):
    item = {"uri": GUID, "type": "text", "version": "3", "language": "en", "urgency": 4,
            "slugline": "S. Korea-Australia"}
    common = [("versioncreated", CREATED), ("firstcreated", FIRST), ("pubstatus", "usable"),
              ("ednote", NOTE), ("copyrightholder", "Yonhap")]
    camel = {"versioncreated": "versionCreated", "firstcreated": "firstCreated",
             "pubstatus": "pubStatus", "ednote": "edNote", "copyrightholder": "copyrightHolder"}
    for name, value in common:
        item[camel[name] if version == 3 else name] = value
    if version == 1:
        item["headline"] = "(2nd LD) " + HEADLINE
        item["byline"] = BYLINE
        item["located"] = "Seoul"
        item["body_html"] = html()
        item["subject"] = [{"code": f"medtop:{c}", "name": n} for c, n in SUBJECTS]
        item["associations"] = {"picture": {"uri": GUID + "P", "type": "picture",
                                            "description_text": CAPTION}}
    else:
        kind = "contentType" if version == 3 else "contenttype"
        item["headlines"] = [{"role": "main", "value": "(2nd LD) " + HEADLINE}]
        item["by"] = BYLINE
        item["bodies"] = [{"role": "main", kind: "text/html", "value": html()}]
        item["subjects"] = [{"uri": "http://cv.iptc.org/newscodes/mediatopic/" + c, "name": n}
                            for c, n in SUBJECTS]
        item["associations"] = [{"name": "picture", "uri": GUID + "P", "type": "picture"}]
    return json.dumps(item, ensure_ascii=False, indent=2) + "\n"


def apjson():
    item = {"uri": "https://api.ap.example/media/v/content/5d0f9c?et=1",
            "altids": {"itemid": "5d0f9c31e6", "friendlykey": "24142352", "referenceid": "AS--SKorea-Australia",
                       "transref": "V0142"},
            "version": 2, "type": "text", "urgency": 4, "editorialpriority": "r", "language": "en",
            "versioncreated": CREATED, "firstcreated": FIRST, "pubstatus": "usable",
            "ednote": "Eds: " + NOTE, "editorialtypes": ["Lead"], "title": "AS--SKorea-Australia",
            "headline": HEADLINE, "slugline": "AP-AS--SKorea-Australia, 2nd Ld-Writethru",
            "bylines": [{"by": BYLINE, "title": "Associated Press"}], "located": "SEOUL",
            "provider": "AP",
            "nitf": {"body_html": html().replace("(Yonhap)", "(AP)")}}
    return json.dumps({"api_version": "2.1", "id": "q1", "data": {"item": item}}, ensure_ascii=False,
                      indent=2) + "\n"


def jsonl():
    item = {"id": "AEN0142", "source": "Yonhap", "date": "2024-05-21", "version": 3,
            "headline": "(2nd LD) " + HEADLINE, "byline": BYLINE, "ednote": NOTE,
            "text": "\n\n".join(COPY)}
    return json.dumps(item, ensure_ascii=False) + "\n"


# ---- Teleprinter ---------------------------------------------------------------------------------

def iptc7901():
    copy = [COPY[0].replace(" (Yonhap) -- ", " (dpa) - ")] + COPY[1:]
    body = "\r\n\r\n".join("\r\n".join(textwrap.wrap(p, 69, break_on_hyphens=False)) for p in copy)
    return (f"\x01abc0142 4 i 231  dpa 0142\r\n\r\nKorea/Australia/\r\n\x022ND LEAD\r\n{HEADLINE}\r\n"
            f"{BYLINE}, dpa =\r\n\r\n{body}\r\n\r\ndpa ndh rge\r\n\r\n"
            "\x03210940 GMT Mai 24\r\n\x7f\n\x7f\x04\r\n")


def anpa1312():
    copy = [COPY[0].replace(" (Yonhap) -- ", " (AP) _ ")] + COPY[1:]
    quote = False
    lines = []
    for p in copy:
        out = ""
        for c in p:
            if c == '"':
                quote = not quote
                c = "``" if quote else "''"
            out += c
        lines.append(f"\t   {out} \r\n")
    return ("\x16\x16\x01V0142\x1fasian\r\n"
            "r i\x13\x11 BC-AS--SKorea-Australi 2ndLd-Writethru   05-21 0231\r\n"
            "\x02^BC-AS--SKorea-Australia, 2nd Ld-Writethru,206<\r\n"
            f"^{HEADLINE}<\r\n^Eds: {NOTE}. With AP Photos.<\r\n"
            f"^{BYLINE}=\r\n^Associated Press=\r\n{''.join(lines)}\r\n"
            "\t   \x03AP-WF-05-21-24 0940GMT<\r\n\r\n\x0c\r\n\x04\r\n")


def telex():
    body = "\r\n\r\n".join("\r\n".join(textwrap.wrap(p, 69, break_on_hyphens=False)) for p in COPY)
    return ("ZCZC YNA0142\r\n#Korea: Australia\r\n$(2nd LD) " + HEADLINE + "\r\n:(SEOUL)\r\n"
            f"*11000000\r\n{BYLINE}\r\n\r\n{body}\r\n\r\nNNNN\r\n")


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    write("nitf.xml", nitf())
    write("newsml-g2.xml", newsmlg2())
    write("newsml-1.2.xml", newsml1())
    write("rss.xml", rss())
    write("atom.xml", atom())
    write("petrarch.xml", petrarch())
    for version in (1, 2, 3):
        write(f"ninjs-{version}.json", ninjs(version))
    write("ap-media-api.json", apjson())
    write("stories.jsonl", jsonl())
    write("iptc7901.txt", iptc7901())
    write("anpa1312.txt", anpa1312())
    write("telex.txt", telex())
    write("plain.txt", PLAIN)
    write("plain.txt.gz", gzip.compress(PLAIN.encode("utf-8"), 9, mtime=0))
    if shutil.which("zstd"):
        packed = subprocess.run(["zstd", "-q", "-19", "-c"], input=PLAIN.encode("utf-8"),
                                stdout=subprocess.PIPE, check=True).stdout
        write("plain.txt.zst", packed)


if __name__ == "__main__":
    main()
