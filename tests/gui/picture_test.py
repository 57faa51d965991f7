"""Draws pictures of the window under Xvfb and checks that they are pictures of a window: right size, many colours.

Skipped (exit code 77) with a message where Xvfb is not installed. Usage: picture_test.py TICKSCOPE_GUI WRITE_SAMPLE_TRACE
"""
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zlib


def pixels(path):
    """Width, height and the set of colours of a PNG with 8-bit RGBA and no interlacing."""
    data = open(path, "rb").read()
    assert data[:8] == b"\x89PNG\r\n\x1a\n", "not a PNG"
    at, packed, width, height = 8, b"", 0, 0
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
            assert (depth, colour) == (8, 6), "not 8-bit RGBA"
        if kind == b"IDAT":
            packed += body
        at += length + 12
    rows = zlib.decompress(packed)
    assert len(rows) == height * (width * 4 + 1), "rows are missing"
    return width, height, len(set(rows[i:i + 16] for i in range(1, len(rows) - 16, 997)))


def main():
    gui, write_sample = sys.argv[1:3]
    xvfb = shutil.which("Xvfb")
    if not xvfb:
        print("skipped: Xvfb is not installed (Debian package xvfb)")
        return 77
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        env = dict(os.environ, XDG_CONFIG_HOME=folder, HOME=folder, LIBGL_ALWAYS_SOFTWARE="1")
        env.pop("WAYLAND_DISPLAY", None)
        sample = os.path.join(folder, "sample.tick")
        subprocess.run([write_sample, sample], check=True)

        no_display = dict(env)
        no_display.pop("DISPLAY", None)
        ended = subprocess.run([gui, sample], env=no_display, capture_output=True, text=True, timeout=60)
        if ended.returncode != 3 or "display" not in ended.stderr:
            print(f"FAIL without a display: exit code {ended.returncode}, {ended.stderr!r}")
            failures += 1

        read, write = os.pipe()
        server = subprocess.Popen([xvfb, "-displayfd", str(write), "-screen", "0", "1280x720x24", "-nolisten", "tcp", "-noreset"],
                                  pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        try:
            number = os.fdopen(read).readline().strip()
            if not number:
                print("skipped: Xvfb does not start")
                return 77
            env["DISPLAY"] = ":" + number
            for name, size, extra in [
                ("dark", (1280, 720), ["--at", "50%"]),
                ("light", (1920, 1080), ["--at", "line:9", "--theme", "light"]),
                ("large", (1920, 1080), ["--scale", "2", "--at", "end", "--layout", "teach"]),
                ("help", (1280, 720), ["--open", "help"]),
            ]:
                out = os.path.join(folder, name + ".png")
                began = time.monotonic()
                ended = subprocess.run([gui, "--screenshot", out, "--size", "%dx%d" % size, sample] + extra, env=env,
                                       capture_output=True, text=True, timeout=120)
                took = time.monotonic() - began
                if ended.returncode != 0:
                    print(f"FAIL {name}: exit code {ended.returncode}: {ended.stderr}")
                    failures += 1
                    continue
                width, height, colours = pixels(out)
                good = (width, height) == size and colours > 40
                print(f"{'ok  ' if good else 'FAIL'} {name}: {width}x{height}, {colours} different patches, {took:.2f} s")
                failures += not good
            panel = os.path.join(folder, "panel.png")
            ended = subprocess.run([gui, "--screenshot", panel, "--panel", "timeline", "--size", "1280x720", "--at", "50%", sample], env=env, capture_output=True, text=True, timeout=60)
            width, height, colours = pixels(panel) if ended.returncode == 0 else (0, 0, 0)
            good = 1000 < width < 1280 and 80 < height < 400 and colours > 10
            print(f"{'ok  ' if good else 'FAIL'} one panel: {width}x{height}")
            failures += not good
            walk, numbered = os.path.join(folder, "walk.gif"), os.path.join(folder, "walk")
            for out in walk, numbered:
                ended = subprocess.run([gui, "--walk", out, "--from", "10%", "--to", "60%", "--size", "640x400", sample], env=env, capture_output=True, text=True, timeout=120)
                if ended.returncode != 0:
                    print(f"FAIL a walk into {out}: exit code {ended.returncode}: {ended.stderr}")
                    failures += 1
            frames = open(walk, "rb").read().count(b"\x21\xf9\x04") if os.path.exists(walk) else 0
            pictures = sorted(os.listdir(numbered)) if os.path.isdir(numbered) else []
            good = frames > 3 and frames == len(pictures) and pixels(os.path.join(numbered, pictures[0]))[:2] == (640, 400)
            print(f"{'ok  ' if good else 'FAIL'} a walk: {frames} frames, {len(pictures)} pictures")
            failures += not good
            for arguments, code in [(["--nonsense"], 2), (["--size", "9x9"], 2), (["--at", "nowhere", "--screenshot", os.path.join(folder, "n.png"), sample], 0),
                                    (["--screenshot", os.path.join(folder, "m.png"), os.path.join(folder, "missing.js")], 2),
                                    (["--screenshot", os.path.join(folder, "no", "x.png"), sample], 2),
                                    (["--walk", os.path.join(folder, "no", "x.gif"), sample], 2), (["--walk", walk, "--from", "nowhere", sample], 2), (["--help"], 0)]:
                ended = subprocess.run([gui] + arguments, env=env, capture_output=True, text=True, timeout=60)
                if ended.returncode != code:
                    print(f"FAIL {arguments}: exit code {ended.returncode}, not {code}: {ended.stderr}")
                    failures += 1
        finally:
            server.terminate()
            server.wait()
    print("pictures: all good" if not failures else f"pictures: {failures} failed")
    return 1 if failures else 0


sys.exit(main())
