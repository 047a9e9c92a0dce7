from __future__ import annotations

import subprocess

from core import provenance


def git(folder, *words):
    who = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


def test_the_commit_is_named_and_a_change_marks_it(tmp_path, monkeypatch):
    monkeypatch.setattr(provenance, "_CHECKOUT", tmp_path)
    (tmp_path / "file").write_text("one")
    git(tmp_path, "init")
    git(tmp_path, "add", "file")
    git(tmp_path, "commit", "-m", "first")
    clean = provenance.commit_of_checkout()
    assert len(clean) >= 7
    (tmp_path / "file").write_text("two")
    assert provenance.commit_of_checkout() == f"{clean}-dirty"


def test_no_checkout_is_unknown_even_inside_another(tmp_path, monkeypatch):
    git(tmp_path, "init")
    git(tmp_path, "commit", "--allow-empty", "-m", "theirs")
    inside = tmp_path / "site-packages"
    inside.mkdir()
    monkeypatch.setattr(provenance, "_CHECKOUT", inside)
    assert provenance.commit_of_checkout() == provenance.UNKNOWN


def test_no_git_is_unknown(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    monkeypatch.setattr(provenance, "_CHECKOUT", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert provenance.commit_of_checkout() == provenance.UNKNOWN


def test_a_broken_repository_is_unknown(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    monkeypatch.setattr(provenance, "_CHECKOUT", tmp_path)
    assert provenance.commit_of_checkout() == provenance.UNKNOWN


def test_the_machine_is_its_processor_and_how_many_there_are(tmp_path, monkeypatch):
    cpus = tmp_path / "cpuinfo"
    monkeypatch.setattr(provenance, "_CPU_LIST", cpus)
    assert provenance.machine().endswith(provenance.platform.system())
    cpus.write_text("processor : 0\nmodel name : Chip 9\nprocessor : 1\nmodel name : Chip 9\n")
    assert provenance.machine() == f"2 x Chip 9, {provenance.platform.system()}"
