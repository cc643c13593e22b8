"""A loopback double of Discord: the part of its REST interface and of its gateway that the bot uses.

It stands where simcord stands in for too much: sockets, closes, resumes, nonces, a bot in a process of its own. It
remembers nonces as Discord does, and every request body is judged by the referee.
"""

import asyncio
import itertools
import json
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

from aiohttp import WSMsgType, web

from tests.cogs import referee
from tests.double import payloads

Json = dict[str, Any]
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
TOKEN = "a-good-token"
EPOCH = 1_420_070_400_000
UNKNOWN_REPLY = {
    "code": 50035, "message": "Invalid Form Body",
    "errors": {"message_reference": {"_errors": [{"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}]}},
}  # fmt: skip
HEARTBEAT, IDENTIFY, RESUME, INVALID, HELLO, ACK = 1, 2, 6, 9, 10, 11
PATIENCE = 30.0
"""Seconds after which a test gives up waiting; nothing waits for them to pass."""
Event = TypeVar("Event")


class Events(asyncio.Queue[Event]):
    """What happened, in order; waiting for the next one ends in TimeoutError."""

    async def get(self) -> Event:
        return await asyncio.wait_for(super().get(), PATIENCE)


@dataclass
class Double:
    """One server, one channel, one person; what happens is awaited, never slept for."""

    url: str = ""
    messages: dict[int, Json] = field(default_factory=dict)
    signs: dict[int, set[str]] = field(default_factory=dict)
    """By message, the bot's reactions."""
    commands: list[Json] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    posted: "Events[Json]" = field(default_factory=Events)
    """The bot's own messages, as they come to stand in the channel."""
    answered: "Events[tuple[str, Json]]" = field(default_factory=Events)
    """Answers to interactions: the path, the body."""
    sessions: "Events[str]" = field(default_factory=Events)
    """'identify' or 'resume', each time the gateway gets one."""
    closes: "Events[int | None]" = field(default_factory=Events)
    """Codes that the bot closed its gateway with."""
    tries: "Events[str]" = field(default_factory=Events)
    """The nonce of each request to post a message, those that failed among them."""
    faults: list[Answer] = field(default_factory=list)
    """Answer the next requests to post a message instead of the double."""
    trouble: Callable[[web.Request], Answer | None] = field(default=lambda _: None)
    """Answers a request about messages instead of the double, where it gives an answer."""
    remembers: float = 120.0
    """Seconds after which a nonce is forgotten: Discord says 'a few minutes'."""
    objections: list[str] = field(default_factory=list)
    """What the referee found wrong."""
    asked: "Events[str]" = field(default_factory=Events)
    """The pages that were asked for."""
    slow: asyncio.Event | None = None
    """Pages wait for it."""
    refuse_intents: bool = False
    after_ready: list[Callable[[], Awaitable[object]]] = field(default_factory=list)
    """Happens between READY and the servers, when the next session begins."""
    _nonces: dict[str, tuple[int, float]] = field(default_factory=dict)
    """By nonce, the message and when it was posted."""
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _events: list[Json] = field(default_factory=list)
    _socket: web.WebSocketResponse | None = None
    _count: "itertools.count[int]" = field(default_factory=itertools.count)

    # what a test does

    async def say(self, text: str, *, files: Iterable[tuple[str, bytes]] = (), heard: bool = True) -> Json:
        """A person's message; with `heard` off the bot's gateway never learns of it."""
        attachments = []
        for name, body in files:
            url = f"{self.url}/cdn/{name}"
            self.files[name] = body
            attachments.append(
                {"id": str(self.snowflake()), "filename": name, "size": len(body), "url": url, "proxy_url": url}
            )
        message = self._keep(payloads.PERSON, text, attachments=attachments)
        if heard:
            await self.emit("MESSAGE_CREATE", message)
        return message

    async def edit(self, message: Json, text: str, *, heard: bool = True) -> None:
        """The person changes a message."""
        kept = self.messages[int(message["id"])]
        kept |= {"content": text, "edited_timestamp": datetime.now(UTC).isoformat()}
        if heard:
            await self.emit("MESSAGE_UPDATE", kept)

    async def delete(self, *messages: Json, heard: bool = True) -> None:
        """Somebody deletes a message, or several at once."""
        numbers = [one["id"] for one in messages]
        for number in numbers:
            self.messages.pop(int(number), None)
        where = {"channel_id": payloads.CHANNEL_ID, "guild_id": payloads.GUILD_ID}
        if heard and len(numbers) == 1:
            await self.emit("MESSAGE_DELETE", {"id": numbers[0], **where})
        elif heard:
            await self.emit("MESSAGE_DELETE_BULK", {"ids": numbers, **where})

    async def command(self, name: str, **options: str) -> Json:
        """The body of the bot's answer to a slash command, once it is there."""
        words = name.split()
        given = [{"name": key, "type": 3, "value": value} for key, value in options.items()]
        for word in reversed(words[1:]):
            given = [{"name": word, "type": 1, "options": given}]
        root = next(one for one in self.commands if one["name"] == words[0])
        data = {"id": root["id"], "name": words[0], "type": 1, "options": given}
        await self.emit("INTERACTION_CREATE", payloads.interaction(self.snowflake(), data))
        while True:
            path, body = await self.answered.get()
            if path.endswith("@original"):
                return body

    async def emit(self, event: str, data: Json, *, again: bool = False) -> None:
        """Sends an event of the gateway; `again` repeats one outside of its order, as a resume may."""
        self._changed.set()
        frame = {"op": 0, "t": event, "s": len(self._events) + 1, "d": data}
        if not again:
            self._events.append(frame)
        if self._socket is not None and not self._socket.closed:
            with suppress(ConnectionError):  # the process was killed a moment ago
                await self._socket.send_json(frame)

    async def drop(self, *, code: int = 1006, forget: bool = False) -> None:
        """Closes the gateway from our side; `forget` ends the session too, so that nothing is replayed."""
        if forget:
            self._events.clear()
        assert self._socket is not None
        await self._socket.close(code=code)

    async def changed(self, as_it_should: Callable[[], bool]) -> None:
        """Returns once the channel is as it should be; looked at with each change of it."""
        async with asyncio.timeout(PATIENCE):
            while not as_it_should():
                self._changed.clear()
                await self._changed.wait()

    def snowflake(self, when: datetime | None = None) -> int:
        """A new id, of now or of that moment."""
        milliseconds = int((when or datetime.now(UTC)).timestamp() * 1000) - EPOCH
        return (milliseconds << 22) | (next(self._count) & 0x3FFFFF)

    def own(self) -> list[Json]:
        """The bot's messages in the channel, oldest first."""
        return [one for _, one in sorted(self.messages.items()) if one["author"]["id"] == payloads.BOT["id"]]

    # REST

    def app(self) -> web.Application:
        app = web.Application(client_max_size=32 * 1024**2)
        routes = [
            ("GET", "/api/v10/users/@me", self._me),
            ("GET", "/api/v10/oauth2/applications/@me", self._application),
            ("GET", "/api/v10/applications/{app}/commands", self._list_commands),
            ("PUT", "/api/v10/applications/{app}/commands", self._put_commands),
            ("GET", "/api/v10/channels/{channel}/messages", self._history),
            ("POST", "/api/v10/channels/{channel}/messages", self._post),
            ("GET", "/api/v10/channels/{channel}/messages/{id}", self._message),
            ("PATCH", "/api/v10/channels/{channel}/messages/{id}", self._message),
            ("DELETE", "/api/v10/channels/{channel}/messages/{id}", self._message),
            ("PUT", "/api/v10/channels/{channel}/messages/{id}/reactions/{sign}/@me", self._react),
            ("DELETE", "/api/v10/channels/{channel}/messages/{id}/reactions/{sign}/@me", self._react),
            ("POST", "/api/v10/interactions/{id}/{token}/callback", self._callback),
            ("PATCH", "/api/v10/webhooks/{app}/{token}/messages/@original", self._webhook),
            ("DELETE", "/api/v10/webhooks/{app}/{token}/messages/@original", self._webhook),
            ("POST", "/api/v10/webhooks/{app}/{token}", self._webhook),
            ("GET", "/gateway/", self._gateway),
            ("GET", "/cdn/{name}", self._file),
            ("GET", "/page/{name}", self._page),
        ]
        for method, path, answer in routes:
            app.router.add_route(method, path, answer)
        return app

    async def _me(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bot {TOKEN}":
            return _json({"message": "401: Unauthorized", "code": 0}, status=401)
        return _json(payloads.BOT)

    async def _application(self, _: web.Request) -> web.Response:
        return _json(payloads.APPLICATION)

    async def _list_commands(self, _: web.Request) -> web.Response:
        return _json(self.commands)

    async def _put_commands(self, request: web.Request) -> web.Response:
        sent = await self._judged(request)
        self.commands = [payloads.command(self.snowflake(), one) for one in sent]
        return _json(self.commands)

    async def _history(self, request: web.Request) -> web.StreamResponse:
        return await (self.trouble(request) or self.show)(request)

    async def show(self, request: web.Request) -> web.Response:
        """A page of the channel's history, newest first."""
        after, before = int(request.query.get("after", 0)), int(request.query.get("before", 2**63))
        found = [one for number, one in sorted(self.messages.items(), reverse=True) if after < number < before]
        limit = int(request.query.get("limit", 50))
        return _json(found[-limit:] if "after" in request.query else found[:limit])

    async def _post(self, request: web.Request) -> web.StreamResponse:
        self.tries.put_nowait(str((await request.json()).get("nonce")))
        return await (self.faults.pop(0) if self.faults else self.trouble(request) or self.take)(request)

    async def take(self, request: web.Request) -> web.Response:
        """Posts the message, unless one with its nonce stands there already."""
        body = await self._judged(request)
        nonce = body["nonce"] if body.get("enforce_nonce") else None
        now = asyncio.get_running_loop().time()
        known, posted = self._nonces.get(str(nonce), (0, 0.0))
        if known in self.messages and now - posted < self.remembers:
            return _json(self.messages[known])
        answered = body.get("message_reference", {})
        if answered.get("fail_if_not_exists", True) and int(answered.get("message_id", 0)) not in {0, *self.messages}:
            return _json(UNKNOWN_REPLY, status=400)
        extra = {key: body[key] for key in ("embeds", "components", "message_reference") if key in body}
        message = self._keep(payloads.BOT, body.get("content") or "", **extra)
        if nonce:
            self._nonces[nonce] = int(message["id"]), now
        self.posted.put_nowait(message)
        await self.emit("MESSAGE_CREATE", message)
        return _json(message)

    async def _message(self, request: web.Request) -> web.StreamResponse:
        return await (self.trouble(request) or self.change)(request)

    async def change(self, request: web.Request) -> web.Response:
        """One message, shown, changed or deleted."""
        message = self.messages.get(int(request.match_info["id"]))
        if message is None:
            return _json({"message": "Unknown Message", "code": 10008}, status=404)
        if request.method == "PATCH":
            message |= {key: value for key, value in (await self._judged(request)).items() if key in message}
            await self.emit("MESSAGE_UPDATE", message)
        if request.method == "DELETE":
            await self.delete(message)
            return web.Response(status=204)
        return _json(message)

    async def _react(self, request: web.Request) -> web.StreamResponse:
        return await (self.trouble(request) or self.sign)(request)

    async def sign(self, request: web.Request) -> web.Response:
        """Puts the bot's sign under a message, or takes it away."""
        number = int(request.match_info["id"])
        if number not in self.messages:
            return _json({"message": "Unknown Message", "code": 10008}, status=404)
        signs = self.signs.setdefault(number, set())
        (signs.add if request.method == "PUT" else signs.discard)(request.match_info["sign"])
        return web.Response(status=204)

    async def take_and_fail(self, request: web.Request) -> web.Response:
        """Posts the message, and answers that it could not."""
        await self.take(request)
        return web.Response(status=503)

    async def _callback(self, request: web.Request) -> web.Response:
        self.answered.put_nowait((request.path, await self._judged(request)))
        return _json({"interaction": {"id": request.match_info["id"], "type": 2}})

    async def _webhook(self, request: web.Request) -> web.Response:
        body = await self._judged(request) if request.can_read_body else {}
        self.answered.put_nowait((request.path, body))
        return _json(payloads.message(self.snowflake(), payloads.BOT, body.get("content") or ""))

    async def _file(self, request: web.Request) -> web.Response:
        return web.Response(body=self.files[request.match_info["name"]])

    async def _page(self, request: web.Request) -> web.Response:
        self.asked.put_nowait(request.match_info["name"])
        if self.slow:
            await self.slow.wait()
        return web.Response(text=self.pages[request.match_info["name"]], content_type="text/html")

    async def _judged(self, request: web.Request) -> Any:
        body = await request.json()
        path = request.path.removeprefix("/api/v10")
        self.objections += [f"{request.method} {path}: {fault}" for fault in referee.judge(request.method, path, body)]
        return body

    def _keep(self, author: Json, text: str, **extra: Any) -> Json:
        number = self.snowflake()
        self.messages[number] = payloads.message(number, author, text, **extra)
        return self.messages[number]

    # the gateway

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": 41_250}})
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                break
            await self._hear(socket, json.loads(frame.data))
        self.closes.put_nowait(socket.close_code)
        return socket

    async def _hear(self, socket: web.WebSocketResponse, frame: Json) -> None:
        if frame["op"] == HEARTBEAT:
            await socket.send_json({"op": ACK})
        elif frame["op"] == IDENTIFY:
            await self._identify(socket)
        elif frame["op"] == RESUME:
            await self._resume(socket, frame["d"])

    async def _identify(self, socket: web.WebSocketResponse) -> None:
        if self.refuse_intents:
            await socket.close(code=4014)
            return
        self._socket = socket
        self._events.clear()
        await self.emit("READY", payloads.ready(self.url))
        while self.after_ready:
            await self.after_ready.pop(0)()
        await self.emit("GUILD_CREATE", payloads.GUILD)
        self.sessions.put_nowait("identify")

    async def _resume(self, socket: web.WebSocketResponse, data: Json) -> None:
        if not self._events:
            await socket.send_json({"op": INVALID, "d": False})
            return
        self._socket = socket
        for event in self._events[data["seq"] :]:
            await socket.send_json(event)
        await socket.send_json({"op": 0, "t": "RESUMED", "s": len(self._events), "d": {}})
        self.sessions.put_nowait("resume")


def _json(value: Any, *, status: int = 200) -> web.Response:
    """discord.py reads JSON only under exactly this content type."""
    return web.Response(body=json.dumps(value).encode(), status=status, headers={"Content-Type": "application/json"})
