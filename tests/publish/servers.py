"""A mail server and a web server of a few lines, on this machine, that keep what they were sent."""

import socketserver
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer


class Mail(socketserver.StreamRequestHandler):
    """Enough of SMTP for one message; `refuse` on the server turns recipients away."""

    def handle(self):
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            word = line.split(":")[0].upper()
            if word.startswith("EHLO"):
                self._say("250 here")
            elif word == "RCPT TO" and self.server.refuse:
                self._say("550 nobody of that name")
            elif word == "DATA":
                self._say("354 go on")
                self._keep()
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _keep(self):
        lines = []
        while (line := self.rfile.readline().decode().rstrip("\r\n")) != ".":
            lines.append(line)
        self.server.kept.append("\n".join(lines))
        self._say("250 kept")

    def _say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


class Web(BaseHTTPRequestHandler):
    """Keeps what is posted; answers with the server's `status`."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.kept.append(body)
        self.send_response(self.server.status)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *_):
        pass


@contextmanager
def _running(server):
    server.kept, server.refuse, server.status = [], False, 204
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def mail_server():
    return _running(socketserver.TCPServer(("127.0.0.1", 0), Mail))


def web_server():
    return _running(HTTPServer(("127.0.0.1", 0), Web))
