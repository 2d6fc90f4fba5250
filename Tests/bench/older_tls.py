"""TLS 1.2 in front of a provider that would speak 1.3."""

import datetime
import ipaddress
import socket
import ssl
import threading
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


class OlderTLS:
    """Takes connections on `port` with its own certificate, and passes what they bring to the provider."""

    def __init__(self, back: int, folder: Path):
        self.back = back
        self.certificate, key = certify(folder)
        self.offered = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.offered.maximum_version = ssl.TLSVersion.TLSv1_2
        self.offered.load_cert_chain(self.certificate, key)
        # What is in front of a provider knows whom it asks; here that is a program on the same machine.
        self.asking = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.asking.check_hostname = False
        self.asking.verify_mode = ssl.CERT_NONE
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def _accept(self) -> None:
        while True:
            try:
                plain, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._join, args=(plain,), daemon=True).start()

    def _join(self, plain: socket.socket) -> None:
        try:
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self.offered.wrap_socket(plain, server_side=True) as client:
                with self.asking.wrap_socket(socket.create_connection(("127.0.0.1", self.back))) as provider:
                    threading.Thread(target=passing, args=(provider, client), daemon=True).start()
                    passing(client, provider)
        except OSError:
            pass


def passing(source: socket.socket, sink: socket.socket) -> None:
    try:
        while chunk := source.recv(65536):
            sink.sendall(chunk)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def certify(folder: Path) -> tuple[str, str]:
    """A certificate for this machine, and its key, as files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "pixie bench")])
    now = datetime.datetime.now(datetime.timezone.utc)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1)).not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / f"older-{made.serial_number}.pem", folder / f"older-{made.serial_number}.key"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return str(certificate), str(secret)
