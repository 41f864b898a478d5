"""The home: its pointer, its lock and its secret."""

import os
import signal
import stat
import subprocess
import sys
import threading
import time
from datetime import datetime

import pytest

from commands.office import office
from data.home import Home
from data.ledger import Ledger
from office import accounts


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "office")


def test_a_new_home_has_no_version_in_force(home):
    assert home.current_version() is None


def test_the_version_in_force_is_the_one_that_was_set_last(home):
    home.set_current(7)
    home.set_current(8)
    assert home.current_version() == 8
    assert (home.path / "CURRENT").read_text() == "8\n"
    assert [path.name for path in home.path.iterdir()] == ["CURRENT"]


def test_the_person_key_stays_the_same_and_only_its_owner_may_read_it(home):
    key = home.person_key()
    assert len(key) == 32
    assert Home(home.path).person_key() == key
    assert stat.S_IMODE((home.path / "person.key").stat().st_mode) == 0o600


def modes(path):
    return {each.name: stat.S_IMODE(each.stat().st_mode) for each in (path, *path.iterdir())}


def test_a_new_home_is_its_owners_only_whatever_the_machine_allows(home):
    before = os.umask(0)
    try:
        with home.locked():
            assert Ledger(home).next_version() == 1
            accounts.make_first_admin(home.path, at=datetime(2026, 11, 23, 9))
    finally:
        os.umask(before)
    found = modes(home.path)
    assert found.pop("office") == 0o700
    assert {"lock", "office.db"} <= set(found) and set(found.values()) == {0o600}


def test_an_old_home_that_others_could_read_is_shut_at_the_next_use(home):
    home.path.mkdir(mode=0o755)
    names = ("ledger.db", "office.db-wal", "session.key", "settings.toml", "errors.log")
    for name in (*names, "CURRENT"):
        (home.path / name).touch(mode=0o644)
    (home.path / "session.key").chmod(0o400)
    office(home.path)
    found = modes(home.path)
    assert found.pop("session.key") == 0o400, "what is narrower stays"
    assert found.pop("office") == 0o700 and found.pop("CURRENT") == 0o644
    assert set(found.values()) == {0o600}


def test_a_folder_that_is_no_home_is_left_alone(tmp_path):
    tmp_path.chmod(0o755)
    (tmp_path / "notes.log").touch(mode=0o644)
    Home(tmp_path).shut()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_threads_that_ask_at_once_get_one_person_key(home):
    keys = []
    threads = [threading.Thread(target=lambda: keys.append(home.person_key())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(keys)) == 1


def test_two_homes_have_two_person_keys(tmp_path):
    assert Home(tmp_path / "a").person_key() != Home(tmp_path / "b").person_key()


def test_who_holds_the_lock_may_take_it_again(home):
    with home.locked(), Home(home.path).locked():
        pass


def test_threads_take_turns_at_the_lock(home):
    inside, most = [], []

    def work():
        with home.locked():
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.01)
            inside.pop()

    threads = [threading.Thread(target=work) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1


HOLDER = """
import sys, time
from data.home import Home
with Home(sys.argv[1]).locked():
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_killed_process_leaves_no_lock_behind(home):
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(home.path)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        taken = threading.Event()

        def take():
            with home.locked():
                taken.set()

        waiting = threading.Thread(target=take)
        waiting.start()
        assert not taken.wait(0.2)
        holder.send_signal(signal.SIGKILL)
        waiting.join(60)
        assert taken.is_set()
