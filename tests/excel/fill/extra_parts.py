"""Parts that no library at hand writes: threaded comments, a pivot table, printer settings, custom XML."""

from pathlib import Path

from tests.excel.books import MAIN, RELS
from tests.excel.fill.packing import repacked, replaced, with_content_type, with_relationship

HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
MICROSOFT = "http://schemas.microsoft.com/office"
THREADS = f"{MICROSOFT}/spreadsheetml/2018/threadedcomments"
SHEET1_RELS = "xl/worksheets/_rels/sheet1.xml.rels"


def with_threads(source: Path, target: Path) -> Path:
    comment = (
        f'<ThreadedComments xmlns="{THREADS}"><threadedComment ref="C5" dT="2024-09-30T10:00:00.00" '
        'personId="{11111111-2222-3333-4444-555555555555}" id="{66666666-7777-8888-9999-000000000000}">'
        "<text>请核实 C5</text></threadedComment></ThreadedComments>"
    )
    person = (
        f'<personList xmlns="{THREADS}"><person displayName="王科长" '
        'id="{11111111-2222-3333-4444-555555555555}" userId="王" providerId="None"/></personList>'
    )
    kind = f"{MICROSOFT}/2017/10/relationships"
    first = "xl/threadedComments/threadedComment1.xml"
    half = repacked(
        source,
        target.with_suffix(".half"),
        {
            first: HEAD + comment.encode(),
            "xl/persons/person.xml": HEAD + person.encode(),
            SHEET1_RELS: with_relationship(
                "rIdT", f"{kind}/threadedComment", "../threadedComments/threadedComment1.xml"
            ),
            "xl/_rels/workbook.xml.rels": with_relationship("rIdP", f"{kind}/person", "persons/person.xml"),
            "[Content_Types].xml": with_content_type(first, "application/vnd.ms-excel.threadedcomments+xml"),
        },
    )
    person_type = with_content_type("xl/persons/person.xml", "application/vnd.ms-excel.person+xml")
    return repacked(half, target, {"[Content_Types].xml": person_type})


PIVOT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.pivot"


def pivot_parts() -> dict[str, bytes]:
    cache = (
        f'<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{RELS}" r:id="rId1" refreshedBy="统计" recordCount="5">'
        '<cacheSource type="worksheet"><worksheetSource name="县区"/></cacheSource><cacheFields count="2">'
        '<cacheField name="地区" numFmtId="0"><sharedItems count="1"><s v="鹿城区"/></sharedItems></cacheField>'
        '<cacheField name="本年" numFmtId="0"><sharedItems containsSemiMixedTypes="0" containsString="0" '
        'containsNumber="1" minValue="10" maxValue="10"/></cacheField></cacheFields></pivotCacheDefinition>'
    )
    records = f'<pivotCacheRecords xmlns="{MAIN}" count="1"><r><x v="0"/><n v="10"/></r></pivotCacheRecords>'
    table = (
        f'<pivotTableDefinition xmlns="{MAIN}" name="透视表1" cacheId="9" dataCaption="值">'
        '<location ref="G2:H4" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/>'
        '<pivotFields count="2"><pivotField axis="axisRow" showAll="0"><items count="2"><item x="0"/>'
        '<item t="default"/></items></pivotField><pivotField dataField="1" showAll="0"/></pivotFields>'
        '<rowFields count="1"><field x="0"/></rowFields><dataFields count="1">'
        '<dataField name="求和项:本年" fld="1" baseField="0" baseItem="0"/></dataFields></pivotTableDefinition>'
    )
    link = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{}" Target="{}"/></Relationships>'
    back = link.format(f"{RELS}/pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml")
    return {
        "xl/pivotCache/pivotCacheDefinition1.xml": HEAD + cache.encode(),
        "xl/pivotCache/pivotCacheRecords1.xml": HEAD + records.encode(),
        "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": HEAD
        + link.format(f"{RELS}/pivotCacheRecords", "pivotCacheRecords1.xml").encode(),
        "xl/pivotTables/pivotTable1.xml": HEAD + table.encode(),
        "xl/pivotTables/_rels/pivotTable1.xml.rels": HEAD + back.encode(),
    }


def with_pivot(source: Path, target: Path) -> Path:
    kinds = {
        "xl/pivotCache/pivotCacheDefinition1.xml": "CacheDefinition",
        "xl/pivotCache/pivotCacheRecords1.xml": "CacheRecords",
        "xl/pivotTables/pivotTable1.xml": "Table",
    }

    def types(data: bytes) -> bytes:
        for part, kind in kinds.items():
            data = with_content_type(part, f"{PIVOT_TYPE}{kind}+xml")(data)
        return data

    caches = b'<pivotCaches><pivotCache cacheId="9" r:id="rIdV"/></pivotCaches></workbook>'
    return repacked(
        source,
        target,
        {
            **pivot_parts(),
            "[Content_Types].xml": types,
            "xl/workbook.xml": replaced(b"</workbook>", caches),
            "xl/_rels/workbook.xml.rels": with_relationship(
                "rIdV", f"{RELS}/pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"
            ),
            "xl/worksheets/_rels/sheet2.xml.rels": with_relationship(
                "rIdV", f"{RELS}/pivotTable", "../pivotTables/pivotTable1.xml"
            ),
        },
    )


def with_print_settings(source: Path, target: Path) -> Path:
    """What Excel keeps of the printer, as bytes that mean nothing to anyone else."""
    return repacked(
        source,
        target,
        {
            "xl/printerSettings/printerSettings1.bin": bytes(range(256)) * 4,
            SHEET1_RELS: with_relationship(
                "rIdS", f"{RELS}/printerSettings", "../printerSettings/printerSettings1.bin"
            ),
            "xl/worksheets/sheet1.xml": replaced(b"<pageSetup ", b'<pageSetup r:id="rIdS" '),
            "[Content_Types].xml": replaced(
                b"<Default ",
                b'<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/><Default ',
            ),
        },
    )


def with_custom_xml(source: Path, target: Path) -> Path:
    item = '<报表 xmlns="urn:wz:统计"><期别>2024-09</期别><!-- 勿改 --></报表>'
    properties = (
        '<ds:datastoreItem ds:itemID="{01234567-89AB-CDEF-0123-456789ABCDEF}" '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>'
    )
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELS}/customXmlProps" Target="itemProps1.xml"/></Relationships>'
    )
    return repacked(
        source,
        target,
        {
            "customXml/item1.xml": item.encode(),
            "customXml/itemProps1.xml": properties.encode(),
            "customXml/_rels/item1.xml.rels": link.encode(),
            "xl/_rels/workbook.xml.rels": with_relationship(
                "rIdX", f"{RELS}/customXml", "../customXml/item1.xml"
            ),
            "[Content_Types].xml": with_content_type(
                "customXml/itemProps1.xml",
                "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
            ),
        },
    )
