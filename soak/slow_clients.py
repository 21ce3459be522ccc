"""Clients on a bad line, many at once: each sends a byte now and then, or reads one."""

import selectors
import socket
import threading
import time
from contextlib import suppress


class SlowClients:
    """`many` connections which hold what they have got hold of for as long as they can.

    `kind` is "headers" or "body" (sent byte by byte) or "reading" (an answer of some size, read byte by byte). `path`
    is what they ask for. `closed` counts those that the server has put an end to.
    """

    PAUSE = 0.5  # seconds between two bytes

    def __init__(self, port, host, kind, *, many, path="/"):
        self.kind, self.closed, self._end = kind, 0, threading.Event()
        self._sockets = []
        head = f"{'POST' if kind == 'body' else 'GET'} {path} HTTP/1.1\r\nHost: {host}\r\nX-Forwarded-Proto: https\r\n"
        whole = f"{head}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n"
        begins = {"headers": head + "X-Slow: ", "body": whole, "reading": head + "\r\n"}[kind].encode()
        for _one in range(many):
            connection = socket.socket()
            if kind == "reading":  # before connecting: the window is agreed on then
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            connection.settimeout(5)
            connection.connect(("127.0.0.1", port))
            connection.sendall(begins)
            self._sockets.append(connection)
        self._thread = threading.Thread(target=self._go_on, daemon=True)

    def __enter__(self):
        self._thread.start()
        time.sleep(self.PAUSE * 2)  # until all hold something
        return self

    def __exit__(self, *exception):
        self._end.set()
        self._thread.join()
        for connection in self._sockets:
            connection.close()

    def _go_on(self):
        while not self._end.wait(self.PAUSE):
            for connection in list(self._sockets):
                with suppress(TimeoutError, BlockingIOError):
                    if self._is_over(connection):
                        self.closed += 1
                        self._sockets.remove(connection)
                        connection.close()

    def _is_over(self, connection):
        try:
            if self.kind == "reading":
                return connection.recv(1) == b""
            connection.sendall(b"a")
            with selectors.DefaultSelector() as selector:
                selector.register(connection, selectors.EVENT_READ)
                return bool(selector.select(0))  # an answer before all was sent, or the end
        except ConnectionError:
            return True
