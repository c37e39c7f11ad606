"""The servers to compare with are pinned by hash, and one that cannot be installed is left out."""

import json
import sys

import pytest

from bench import options, scratch
from bench.peers import every
from bench.peers.others import Bun, Node, Ws
from bench.scratch import LOCKS, Unavailable, bun_package

LOCKED = sorted(folder.name for folder in LOCKS.iterdir())
BUNS = {name for name in LOCKED if name.startswith("bun")}


@pytest.mark.parametrize("name", LOCKED)
def test_every_package_is_pinned_by_its_hash_and_comes_from_the_registry(name):
    lock = json.loads((LOCKS / name / "package-lock.json").read_text("utf-8"))
    wanted = json.loads((LOCKS / name / "package.json").read_text("utf-8"))
    packages = {path: one for path, one in lock["packages"].items() if path}

    assert lock["packages"][""]["dependencies"] == wanted["dependencies"]
    assert all(version[0].isdigit() for version in wanted["dependencies"].values())
    assert {f"node_modules/{package}" for package in wanted["dependencies"]} <= set(packages)
    for path, package in packages.items():
        assert package["integrity"].startswith("sha512-"), path
        assert "resolved" not in package, path


def test_every_peer_has_a_lock_file():
    names = {kind.libraries for kind in (Node, Ws, Bun)} - {""}

    assert names | BUNS == set(LOCKED)


@pytest.mark.parametrize(
    ("machine", "cpuinfo", "name"),
    [
        ("x86_64", "flags : fpu avx avx2 bmi1", "bun-linux-x64"),
        ("x86_64", "flags : fpu avx bmi1", "bun-linux-x64-baseline"),
        ("aarch64", "Features : fp asimd", "bun-linux-aarch64"),
    ],
)
def test_bun_is_the_one_for_this_processor(machine, cpuinfo, name):
    assert bun_package(machine, cpuinfo) == name
    assert name in LOCKED


def test_no_bun_is_known_for_another_processor():
    with pytest.raises(Unavailable, match="riscv64"):
        bun_package("riscv64", "")


class Here:
    @classmethod
    def install(cls):
        pass


class Elsewhere:
    @classmethod
    def install(cls):
        raise Unavailable("no network")


PEERS = {"here": Here, "elsewhere": Elsewhere}


def test_what_cannot_be_installed_is_left_out_with_its_reason():
    ready, missing = every.installed(("elsewhere", "here", "two"), PEERS)

    assert ready == ("here", "two")
    assert missing == {"elsewhere": "no network"}


def read(monkeypatch, sides):
    monkeypatch.setattr(options, "_make_ready", lambda: None)
    monkeypatch.setattr(options, "installed", lambda sides: every.installed(sides, PEERS))
    return options.read("x", "What", (30,), sides, [])


def test_a_command_says_what_it_leaves_out_and_goes_on(monkeypatch, capsys):
    settings = read(monkeypatch, ("here", "elsewhere"))

    assert settings.sides == ("here",)
    assert "elsewhere is left out" in capsys.readouterr().out


def test_a_command_without_any_server_ends(monkeypatch):
    with pytest.raises(SystemExit, match="none of the servers"):
        read(monkeypatch, ("elsewhere",))


def test_a_program_that_fails_gives_its_last_words(tmp_path):
    program = "import sys; print('first', file=sys.stderr); sys.exit('no such package')"

    with pytest.raises(Unavailable, match="no such package"):
        scratch._run([sys.executable, "-c", program], tmp_path)
    with pytest.raises(Unavailable, match="no-such-program"):
        scratch._run([str(tmp_path / "no-such-program")], tmp_path)
