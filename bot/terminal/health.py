"""`python -m bot health`: what /healthz of the running bot says, for a container's health check and for people."""

import json
from contextlib import closing
from http.client import HTTPConnection, HTTPException

LONGEST = 8.0
"""Seconds to wait; the bot itself gives each part five."""
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 - what listens there answers here


def ask_health(host: str, port: int) -> tuple[bool, str]:
    """Whether all is well, and a line that says which part is not."""
    with closing(HTTPConnection(EVERYWHERE.get(host, host), port, timeout=LONGEST)) as connection:
        try:
            connection.request("GET", "/healthz")
            said = json.loads(connection.getresponse().read())
        except (OSError, HTTPException, ValueError) as fault:
            return False, f"Nothing answers at {host}:{port}: {fault}."
    wrong = [f"{part}: {word}" for part, word in said.items() if part != "well" and word != "ok"]
    return bool(said["well"]), "All is well." if said["well"] else "; ".join(wrong)
