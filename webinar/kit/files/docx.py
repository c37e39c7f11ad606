"""A document as DOCX, the same bytes each time.

Written here rather than by a library: nine small parts whose every byte is known, with direction
and language of each run, repeated header rows, and tables of hundreds of rows in no time.
The shapes are those of ECMA-376, part 1 (WordprocessingML).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from webinar.kit.files.archives import zipped
from webinar.kit.files.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    Line,
    Para,
    Quote,
    Signatures,
    Table,
    Words,
    isolated,
)
from webinar.kit.files.docx_parts import CONTENT_TYPES, NUMBERING, RELATIONS, ROOT_RELATIONS, styles

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# The text of an A4 page with these margins, in twentieths of a point.
WIDTH, MARGIN = 9638, 1134
# The characters that XML 1.0 cannot hold.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def encode(document: Document) -> bytes:
    writer = _Writer(document)
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": ROOT_RELATIONS,
        "docProps/core.xml": writer.core(),
        "word/document.xml": writer.body(),
        "word/_rels/document.xml.rels": RELATIONS,
        "word/styles.xml": styles(office_language(document.lang), document.rtl),
        "word/numbering.xml": NUMBERING,
        "word/settings.xml": writer.settings(),
        "word/footer1.xml": writer.footer(),
    }
    return zipped((name, (XML + text).encode()) for name, text in parts.items())


def office_language(tag: str) -> str:
    """The tag with the region that office programs want; they know Dari by `prs-AF`."""
    office_tags = {"en": "en-GB", "ru": "ru-RU", "kk": "kk-KZ", "prs": "prs-AF"}
    return office_tags.get(tag, tag)


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document

    def body(self) -> str:
        document = self.document
        blocks = [
            self.paragraph(self.run(Words(document.kind, rtl=document.rtl)), "Subtitle"),
            self.paragraph(self.line(document.title), "Title"),
            *(self.block(block) for block in document.blocks),
        ]
        section = (
            '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
            '<w:pgSz w:w="11906" w:h="16838"/>'
            f'<w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" w:bottom="{MARGIN}" w:left="{MARGIN}" '
            'w:header="567" w:footer="567" w:gutter="0"/>'
            f"{'<w:bidi/>' if document.rtl else ''}</w:sectPr>"
        )
        return f"<w:document {SPACES}><w:body>{''.join(blocks)}{section}</w:body></w:document>"

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                return self.paragraph(self.line(block.line), f"Heading{block.level}")
            case Para():
                return self.paragraph(self.line(block.line), "Remark" if block.quiet else "")
            case Facts():
                return "".join(self.fact(row.name, row.line) for row in block.rows)
            case Bullets():
                return "".join(
                    self.paragraph(self.line(item), "ListBullet") for item in block.items
                )
            case Quote():
                source = self.run(Words("— ", rtl=self.document.rtl)) + self.line(block.source)
                return self.paragraph(self.line(block.line), "Quote") + self.paragraph(
                    source, "QuoteSource"
                )
            case Table():
                return self.table(block)
            case Signatures():
                return self.signatures(block)

    def fact(self, name: str, line: Line) -> str:
        head = Words(f"{name}: ", rtl=self.document.rtl, strong=True)
        return self.paragraph(self.run(head) + self.line(line), "Fact")

    def table(self, table: Table) -> str:
        total = sum(table.widths)
        widths = [WIDTH * share // total for share in table.widths]
        ends = [index in table.numbers for index in range(len(widths))]
        head = [self.run(self.own_words(name)) for name in table.head]
        rows = [self.row(head, widths, ends, is_head=True)]
        rows += [self.row([self.line(cell) for cell in row], widths, ends) for row in table.rows]
        return self.framed(rows, widths, table.caption)

    def signatures(self, block: Signatures) -> str:
        widths = [WIDTH * share // 54 for share in (13, 16, 15, 10)]
        ends = [False] * 4
        names = ["", block.name, block.signature, block.date]
        rows = [
            self.row([self.run(self.own_words(name)) for name in names], widths, ends, is_head=True)
        ]
        for row in block.rows:
            cells = [self.run(self.own_words(row.part)), self.line(row.name), "", ""]
            rows.append(self.row(cells, widths, ends, height=794))
        return self.framed(rows, widths, block.signature)

    def framed(self, rows: list[str], widths: list[int], caption: str) -> str:
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        visual = "<w:bidiVisual/>" if self.document.rtl else ""
        properties = (
            f'<w:tblPr><w:tblStyle w:val="Lines"/>{visual}<w:tblW w:w="{sum(widths)}" '
            'w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" '
            'w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
            f'w:noVBand="1"/><w:tblCaption w:val={quoteattr(_xml(caption))}/></w:tblPr>'
        )
        grid = f"<w:tblGrid>{columns}</w:tblGrid>"
        gap = self.paragraph("", "AfterTable")
        return f"<w:tbl>{properties}{grid}{''.join(rows)}</w:tbl>{gap}"

    def row(
        self,
        cells: list[str],
        widths: list[int],
        ends: list[bool],
        *,
        is_head: bool = False,
        height: int = 0,
    ) -> str:
        tall = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
        head = "<w:tblHeader/>" if is_head else ""
        bottom = '<w:vAlign w:val="bottom"/>' if height else ""
        style = "TableHead" if is_head else "TableText"
        cells_xml = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{bottom}</w:tcPr>'
            f"{self.paragraph(cell, style, is_end=is_end)}</w:tc>"
            for cell, width, is_end in zip(cells, widths, ends, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{tall}{head}</w:trPr>{cells_xml}</w:tr>"

    def paragraph(self, runs: str, style: str, *, is_end: bool = False) -> str:
        style_xml = f'<w:pStyle w:val="{style}"/>' if style else ""
        # In a right-to-left paragraph, office programs read "right" as the end of the line.
        bidi = "<w:bidi/>" if self.document.rtl else ""
        end = '<w:jc w:val="right"/>' if is_end else ""
        return f"<w:p><w:pPr>{style_xml}{bidi}{end}</w:pPr>{runs}</w:p>"

    def line(self, line: Line) -> str:
        return "".join(self.run(words) for words in line)

    def run(self, words: Words) -> str:
        language = office_language(words.lang or self.document.lang)
        strong = "<w:b/><w:bCs/>" if words.strong else ""
        direction = "<w:rtl/>" if words.rtl else ""
        attribute = "bidi" if words.rtl else "val"
        text = isolated(words, self.document.rtl)
        return (
            f"<w:r><w:rPr>{strong}{direction}"
            f"<w:lang w:{attribute}={quoteattr(_xml(language))}/></w:rPr>"
            f'<w:t xml:space="preserve">{_xml(escape(text))}</w:t></w:r>'
        )

    def own_words(self, text: str) -> Words:
        return Words(text, rtl=self.document.rtl)

    def footer(self) -> str:
        numbers = "".join(
            f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
            f' {field} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            f"<w:r><w:t>1</w:t></w:r>"
            f'<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            f"{self.run(Words(' / ')) if field == 'PAGE' else ''}"
            for field in ("PAGE", "NUMPAGES")
        )
        running = self.run(Words(f"{self.document.running} · ", rtl=self.document.rtl))
        mark = self.run(Words(f"{self.document.mark}    "))
        return f"<w:ftr {SPACES}>{self.paragraph(running + mark + numbers, 'Footer')}</w:ftr>"

    def settings(self) -> str:
        language = office_language(self.document.lang)
        return (
            f'<w:settings {SPACES}><w:themeFontLang w:val="{language}" w:bidi="{language}"/>'
            '<w:compat><w:compatSetting w:name="compatibilityMode" '
            'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
        )

    def core(self) -> str:
        at = datetime.fromtimestamp(self.document.made_at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        title = "".join(words.text for words in self.document.title)
        return (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
            'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{_xml(escape(f'{self.document.kind}: {title}'))}</dc:title>"
            f"<dc:language>{office_language(self.document.lang)}</dc:language>"
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{at}</dcterms:created>'
            f'<dcterms:modified xsi:type="dcterms:W3CDTF">{at}</dcterms:modified>'
            "</cp:coreProperties>"
        )


def _xml(text: str) -> str:
    return _NOT_XML.sub("", text)
