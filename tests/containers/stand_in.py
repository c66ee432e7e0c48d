"""Stands in for a service behind the proxy: tells what it was asked; runs inside a container."""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class Answers(BaseHTTPRequestHandler):
    """Echoes a request as JSON; `?status=` and `?header=name:value` choose the answer."""

    protocol_version = "HTTP/1.1"

    def __getattr__(self, name: str) -> object:
        """Answer any method in the same way."""
        if name.startswith("do_"):
            return self._answer
        raise AttributeError(name)

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        asked = parse_qs(urlsplit(self.path).query)
        if "broken" in asked:  # dies in the middle of its headers
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Frame-Options: SAMEORIGIN\r\nX-Cut")
            self.close_connection = True
            return
        told = {
            "service": sys.argv[1],
            "method": self.command,
            "path": self.path,
            "headers": self.headers.items(),
            "length": len(body),
        }
        content = json.dumps(told).encode()
        self.send_response(int(asked.get("status", ["200"])[0]))
        for header in asked.get("header", []):
            self.send_header(*header.split(":", 1))
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Log nothing."""


if __name__ == "__main__":
    ThreadingHTTPServer(("0.0.0.0", 8000), Answers).serve_forever()
