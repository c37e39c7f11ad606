"""The parts of a DOCX that are the same for every document, and its styles."""

from __future__ import annotations

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_WORD}.numbering+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_WORD}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)

ROOT_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/>'
    "</Relationships>"
)

RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/numbering" Target="numbering.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/settings" Target="settings.xml"/>'
    f'<Relationship Id="rId4" Type="{_OFFICE}/footer" Target="footer1.xml"/>'
    "</Relationships>"
)

NUMBERING = (
    f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)

_FONT = "Times New Roman"


def styles(language: str, rtl: bool) -> str:
    """Sizes are in half points, spaces in twentieths of a point."""
    side = "right" if rtl else "left"
    line = f'<w:pBdr><w:{side} w:val="single" w:sz="12" w:space="8" w:color="5A5A5A"/></w:pBdr>'
    definitions = [
        _style("Title", "Title", 36, before=0, after=200, strong=True, then="keepNext"),
        _style("Subtitle", "Subtitle", 24, after=60, then="keepNext"),
        _heading(1, 28, 360),
        _heading(2, 24, 260),
        _heading(3, 22, 200),
        _style("Fact", "Fact", 22, after=40, more='<w:ind w:left="240" w:hanging="240"/>'),
        _style("Remark", "Remark", 20),
        _style(
            "ListBullet",
            "List Bullet",
            22,
            after=40,
            first='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
        ),
        _style(
            "Quote",
            "Quote",
            22,
            after=0,
            then="keepNext",
            first=line,
            more='<w:ind w:left="200"/>',
        ),
        _style("QuoteSource", "Quote Source", 20, first=line, more='<w:ind w:left="200"/>'),
        _style("TableText", "Table Text", 20, before=30, after=30),
        _style("TableHead", "Table Head", 20, before=30, after=30, strong=True, then="keepNext"),
        _style("AfterTable", "After Table", 8, after=0),
        _style("Footer", "footer", 16, after=0),
    ]
    return (
        f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:eastAsia="{_FONT}" w:cs="{_FONT}"/>'
        '<w:sz w:val="22"/><w:szCs w:val="22"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="{language}"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="100" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr></w:style>"
        '<w:style w:type="table" w:styleId="Lines"><w:name w:val="Lines"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        '<w:top w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        '<w:bottom w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        f"</w:tblBorders></w:tblPr></w:style>{''.join(definitions)}</w:styles>"
    )


def _heading(level: int, size: int, before: int) -> str:
    return _style(
        f"Heading{level}",
        f"heading {level}",
        size,
        before=before,
        after=120,
        strong=True,
        then="keepNext",
        outline=level - 1,
    )


def _style(
    key: str,
    name: str,
    size: int,
    *,
    before: int = 0,
    after: int = 100,
    strong: bool = False,
    then: str = "",
    first: str = "",
    more: str = "",
    outline: int | None = None,
) -> str:
    """A style, with its properties in the order that the schema wants for a paragraph."""
    keep = f"<w:{then}/>" if then else ""
    level = "" if outline is None else f'<w:outlineLvl w:val="{outline}"/>'
    bold = "<w:b/><w:bCs/>" if strong else ""
    spacing = f'<w:spacing w:before="{before}" w:after="{after}"/>'
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{keep}{first}{spacing}{more}{level}</w:pPr>'
        f'<w:rPr>{bold}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )
