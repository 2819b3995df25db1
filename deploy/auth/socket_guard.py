#!/usr/bin/env python3
"""Ends WebSockets when the session ends with which they were opened.

    socket_guard.py --listen 127.0.0.1:9101 --to 127.0.0.1:8888 --ask https://127.0.0.1/edge/session

A proxy looks at the session when a WebSocket is opened, and never again. This stands between the
proxy and a tool, for WebSockets alone: it asks again and again with the cookie that the proxy hands
over in `X-Edge-Session`, and ends the connection when the answer is anything but 2xx. It asks in
the name of the host that was asked for, since a session is for one host. The tool never sees that
cookie. Only the standard library is needed.
"""

import argparse
import asyncio
import contextlib
import functools
import re
import ssl
import sys
import urllib.parse
from typing import NamedTuple

SESSION = "x-edge-session"
MOST_HEAD = 64 * 1024
PATIENCE_S = 10.0
AT_ONCE = 64 * 1024


class Refused(Exception):
    """What whoever asked is answered instead of a WebSocket."""


class Claim(NamedTuple):
    """To have a session: its cookie, and the host that it is for."""

    cookie: bytes
    host: bytes


async def head_of(reader):
    """Everything up to the empty line."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            return await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError, OSError) as error:
        raise Refused("400 Bad Request") from error


def named(line):
    """The name of a header, however it is spelled: many tools take `_` for `-`."""
    return line.partition(b":")[0].strip().lower().replace(b"_", b"-").decode("latin-1")


def read(head):
    """What a request for a WebSocket claims, and the request without the cookie."""
    first, *headers = head[:-4].split(b"\r\n")
    if any(character in line for line in (first, *headers) for character in (b"\r", b"\n")):
        raise Refused("400 Bad Request")
    of = {}
    for line in headers:
        of.setdefault(named(line), []).append(line.partition(b":")[2].strip())
    upgrades = [value.lower() for value in of.get("upgrade", [])]
    if not first.startswith(b"GET ") or upgrades != [b"websocket"]:
        raise Refused("426 Upgrade Required")
    hosts, cookies = of.get("host", []), [cookie for cookie in of.get(SESSION, []) if cookie]
    if len(hosts) != 1:
        raise Refused("400 Bad Request")
    if len(cookies) != 1:
        raise Refused("401 Unauthorized")
    kept = [line for line in headers if named(line) != SESSION]
    return Claim(cookies[0], hosts[0]), b"\r\n".join([first, *kept]) + b"\r\n\r\n"


@functools.cache
def trust():
    return ssl.create_default_context()


async def is_session(url, claim):
    """Whether there still is a session; nobody who can tell means no."""
    there = urllib.parse.urlsplit(url)
    tls = {}
    if there.scheme == "https":
        # The certificate is that of the host, wherever it is asked.
        tls = {"ssl": trust(), "server_hostname": re.sub(r":\d+$", "", claim.host.decode("latin-1"))}
    port = there.port or (443 if tls else 80)
    path = (there.path or "/") + (f"?{there.query}" if there.query else "")
    lines = [b"GET " + path.encode() + b" HTTP/1.1", b"Host: " + claim.host, b"Cookie: " + claim.cookie]
    head = b"\r\n".join([*lines, b"Accept: application/json", b"Connection: close", b"", b""])
    with contextlib.suppress(OSError, TimeoutError, ValueError):
        async with asyncio.timeout(PATIENCE_S):
            reader, writer = await asyncio.open_connection(there.hostname, port, **tls)
            try:
                writer.write(head)
                return (await reader.readline()).partition(b" ")[2].startswith(b"2")
            finally:
                writer.close()
    return False


async def copy(reader, writer):
    while some := await reader.read(AT_ONCE):
        writer.write(some)
        await writer.drain()


async def watch(ask, claim, every):
    while await is_session(ask, claim):
        await asyncio.sleep(every)


async def first_ends(*works):
    """Lets all work until the first of them is done."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def tunnel(reader, writer, options):
    """From the request for a WebSocket to its end."""
    claim, request = read(await head_of(reader))
    if not await is_session(options.ask, claim):
        raise Refused("401 Unauthorized")
    try:
        from_tool, to_tool = await asyncio.open_connection(*options.to, limit=MOST_HEAD)
    except OSError as error:
        raise Refused("502 Bad Gateway") from error
    try:
        to_tool.write(request)
        answer = await head_of(from_tool)
        status = answer.partition(b"\r\n")[0].partition(b" ")[2]
        if not status.startswith(b"101"):
            # Without its body, so that nothing else can follow on this connection.
            raise Refused(status.decode("latin-1"))
        writer.write(answer)
        watching = watch(options.ask, claim, options.every)
        await first_ends(copy(reader, to_tool), copy(from_tool, writer), watching)
    finally:
        to_tool.close()


async def main(options):
    async def serve(reader, writer):
        try:
            await tunnel(reader, writer, options)
        except Refused as refused:
            writer.write(f"HTTP/1.1 {refused}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        except OSError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, *options.listen, limit=MOST_HEAD)
    host, port = server.sockets[0].getsockname()[:2]
    print(f"WebSockets to {host}:{port} go to {options.to[0]}:{options.to[1]}", flush=True)
    async with server:
        await server.serve_forever()


def address(text):
    host, _, port = text.rpartition(":")
    return host or "127.0.0.1", int(port)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--listen", type=address, required=True, help="where only the proxy gets to")
    parser.add_argument("--to", type=address, required=True, help="the tool")
    parser.add_argument("--ask", required=True, help="a URL that answers 2xx to whoever has a session")
    parser.add_argument("--every", type=float, default=3.0, help="seconds between questions (3)")
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(asyncio.run(main(parser.parse_args())))
