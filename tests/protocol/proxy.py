"""nginx as docs/operators.md configures it, except for ports and the certificate."""

import datetime
import os
import re
import signal
import socket
import ssl
import subprocess

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.operators_guide import blocks
from tests.protocol.waiting import PATIENCE_S, until
from tools.processes import die_with_parent
from tools.services import free_port

# The rest of the configuration; Debian includes the block in its own `http`.
CONFIGURATION = """
daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 1000; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    access_log off;
    {site}
}}
"""
UPSTREAM = re.compile(r"^upstream webinar \{.*?^\}$", re.M | re.S)


class Proxy:
    """`ports` are those of the processes behind it: one, or two."""

    def __init__(self, folder, ports):
        self.folder, self.port, self.plain_port = folder, free_port(), free_port()
        self.tls = make_certificate(folder)
        self._process = None
        config = CONFIGURATION.format(folder=folder, site=self._site(ports), user=_user())
        (folder / "nginx.conf").write_text(config)

    def _site(self, ports):
        site, upstream = blocks("nginx")
        if len(ports) > 1:
            assert UPSTREAM.search(site)
            site = UPSTREAM.sub(lambda _found: upstream, site)
        return replaced(
            site,
            {
                "listen 80;": f"listen 127.0.0.1:{self.plain_port};",
                "listen 443 ssl;": f"listen 127.0.0.1:{self.port} ssl;",
                "/etc/letsencrypt/live/webinar.example.org": str(self.folder),
                **{
                    f"127.0.0.1:{5000 + number}": f"127.0.0.1:{port}"
                    for number, port in enumerate(ports)
                },
            },
        )

    def __enter__(self):
        command = [
            os.environ["NGINX"],
            "-p",
            str(self.folder),
            "-c",
            str(self.folder / "nginx.conf"),
        ]
        test = subprocess.run([*command, "-t"], capture_output=True, text=True)
        assert test.returncode == 0, test.stderr
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=lambda: die_with_parent(signal.SIGTERM),
        )
        until(self._answers)
        return self

    def __exit__(self, *_error):
        self._process.terminate()
        self._process.wait(PATIENCE_S)

    @property
    def log(self):
        return (self.folder / "error.log").read_text()

    def _answers(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def replaced(text, replacements):
    """Return the text with all replacements made in one pass, so that none rewrites another's.

    A free port may begin like a port that is still to be replaced: 50007 like 5000.
    """
    for documented in replacements:
        assert documented in text, f"the example has no {documented}"
    pattern = "|".join(re.escape(documented) for documented in replacements)
    return re.sub(pattern, lambda found: replacements[found[0]], text)


def make_certificate(folder):
    """Write a certificate for nginx; return the context of a client that trusts any certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "webinar.example.org")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(pem))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def _user():
    """Return the user for a root's nginx, whose workers could not read the folder of a test."""
    return "" if os.geteuid() else "user root;"
