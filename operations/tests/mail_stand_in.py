"""A mail server that stands in: it says what a test tells it, and keeps what was said to it."""

import socketserver
from contextlib import contextmanager
from threading import Thread


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Session)
        self.said, self.refuses = [], {}


class Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.reply("220 stand-in")
        for line in self.rfile:
            verb = line.decode().split()[0].upper()
            self.server.said.append(verb)
            self.reply(self.server.refuses.get(verb, "250 as you wish"))
            if verb == "QUIT":
                break

    def reply(self, line):
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def receiving():
    with Server() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()
