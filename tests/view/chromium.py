"""A headless Chromium, driven through its debugging pipe: no driver and no package is needed."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import queue
import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

FLAGS = """
--headless --no-sandbox --disable-gpu --disable-background-networking --no-first-run --disable-sync
--disable-component-update --disable-dev-shm-usage --hide-scrollbars --remote-debugging-pipe
""".split()


def find() -> str | None:
    """The program, where it is installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Tab:
    """One tab, with what it asked for and what went wrong in it.

    Attributes:
        requests: addresses that pages asked for since the last :meth:`open`.
        complaints: uncaught errors, console errors and warnings, and what the security policy refused.
        dialogs: texts of ``alert`` and its like.
    """

    def __init__(self, program: str, size: tuple[int, int] = (1440, 900)) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.dialogs: list[str] = []
        self._profile = tempfile.mkdtemp()
        ours_in, theirs_out = os.pipe()
        theirs_in, ours_out = os.pipe()
        # Chromium reads commands from descriptor 3 and answers on 4. Both ends are moved out of the way first.
        read, write = (fcntl.fcntl(fd, fcntl.F_DUPFD, 20) for fd in (theirs_in, theirs_out))

        def connect() -> None:
            os.dup2(read, 3)
            os.dup2(write, 4)

        self._process = subprocess.Popen(
            [program, *FLAGS, f"--window-size={size[0]},{size[1]}", f"--user-data-dir={self._profile}", "about:blank"],
            pass_fds=(3, 4),
            preexec_fn=connect,
            stderr=subprocess.DEVNULL,
        )
        for fd in (theirs_in, theirs_out, read, write):
            os.close(fd)
        self._out = os.fdopen(ours_out, "wb")
        self._in = os.fdopen(ours_in, "rb")
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._number = 0
        self._session: str | None = None
        threading.Thread(target=self._listen, daemon=True).start()
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")
        self.send(
            "Emulation.setDeviceMetricsOverride", width=size[0], height=size[1], deviceScaleFactor=1, mobile=False
        )

    def _listen(self) -> None:
        buffer = b""
        while chunk := self._in.read1(1 << 16):
            *messages, buffer = (buffer + chunk).split(b"\0")
            for message in messages:
                self._take(json.loads(message))

    def _take(self, message: dict[str, Any]) -> None:
        if "id" in message:
            self._answers.put(message)
            return
        method, params = message["method"], message.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            details = params["exceptionDetails"]
            self.complaints.append(details.get("exception", {}).get("description") or details["text"])
        elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning"):
            self.complaints.append(str(params["args"]))
        elif method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            self.complaints.append(params["entry"]["text"])
        elif method == "Page.javascriptDialogOpening":
            self.dialogs.append(params["message"])

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """Sends a command of the DevTools protocol and waits for its answer."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._out.write(json.dumps(message).encode() + b"\0")
        self._out.flush()
        while True:
            answer = self._answers.get(timeout=30)
            if answer["id"] == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result

    def save_to(self, folder: Path) -> None:
        """Lets pages save files into a folder."""
        session, self._session = self._session, None  # the browser is asked, not the tab
        self.send("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder))
        self._session = session

    def run(self, script: str) -> Any:
        """The value of an expression in the page; promises are waited for."""
        answer = self.send("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def wait(self, script: str, seconds: float = 10.0) -> Any:
        """Waits until an expression is true in the page; its value."""
        end = time.monotonic() + seconds
        while not (value := self.run(script)):
            if time.monotonic() > end:
                raise TimeoutError(script)
            time.sleep(0.02)
        return value

    def open(self, address: str) -> None:
        """Loads an address from anew and waits until it has been drawn."""
        self.send("Page.navigate", url="about:blank")
        self.wait("location.href === 'about:blank' && document.readyState === 'complete'")
        self.requests.clear()
        self.complaints.clear()
        self.dialogs.clear()
        self.send("Page.navigate", url=address)
        self.wait("location.href !== 'about:blank' && document.readyState === 'complete'")
        self.run("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def click(self, x: float, y: float, times: int = 1) -> None:
        for count in range(1, times + 1):
            for kind in ("mousePressed", "mouseReleased"):
                self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=count)

    def type(self, text: str) -> None:
        self.send("Input.insertText", text=text)

    def press(self, key: str) -> None:
        """Presses a key and lets it go: ``Tab``, ``Enter``, ``Escape``, ``ArrowDown``, a space."""
        self.hold(key)
        self.release(key)

    def hold(self, key: str) -> None:
        text = {"text": "\r"} if key == "Enter" else {"text": " "} if key == " " else {}
        self._key("keyDown" if text else "rawKeyDown", key, **text)

    def release(self, key: str) -> None:
        self._key("keyUp", key)

    def _key(self, kind: str, key: str, **more: str) -> None:
        code = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39,
                "ArrowDown": 40, "Home": 36, "End": 35}[key]  # fmt: skip
        name = "Space" if key == " " else key
        self.send("Input.dispatchKeyEvent", type=kind, key=key, code=name, windowsVirtualKeyCode=code, **more)

    def print(self, path: Path) -> None:
        """Prints the page into a PDF."""
        printed = self.send("Page.printToPDF", printBackground=True, preferCSSPageSize=True)
        path.write_bytes(base64.b64decode(printed["data"]))

    def screenshot(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot")["data"]))

    def close(self) -> None:
        self._session = None
        self.send("Browser.close")
        self._process.wait(timeout=10)
        self._out.close()
        shutil.rmtree(self._profile, ignore_errors=True)
