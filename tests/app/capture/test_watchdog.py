"""A camera that stops, and one that comes back."""

from __future__ import annotations

from app.capture.watchdog import START_GRACE_S, Watchdog

NONE, LOST = Watchdog.Change.NONE, Watchdog.Change.LOST
FOUND, TRY_AGAIN = Watchdog.Change.FOUND, Watchdog.Change.TRY_AGAIN


def test_lost_after_one_second_told_once_then_looked_for_every_second():
    dog = Watchdog()
    dog.started(0.0)
    dog.saw_picture(10.0)
    assert dog.check(10.9) is NONE
    assert dog.check(11.0) is LOST
    assert [dog.check(t) for t in (11.5, 12.0, 12.5, 13.0)] == [NONE, TRY_AGAIN, NONE, TRY_AGAIN]


def test_found_with_the_first_picture():
    dog = Watchdog()
    dog.started(0.0)
    dog.saw_picture(1.0)
    assert dog.check(3.0) is LOST
    dog.started(4.0)
    assert dog.check(4.1) is NONE
    dog.saw_picture(4.2)
    assert dog.check(4.25) is FOUND
    assert not dog.is_lost
    assert dog.check(4.3) is NONE


def test_a_camera_may_take_its_time_to_start():
    dog = Watchdog()
    dog.started(100.0)
    assert dog.check(100.0 + START_GRACE_S - 0.1) is NONE
    assert dog.check(100.0 + START_GRACE_S) is LOST


def test_a_camera_started_again_gets_its_time_before_the_next_try():
    dog = Watchdog()
    dog.started(0.0)
    assert dog.check(START_GRACE_S) is LOST
    dog.started(20.0)
    assert dog.check(20.0 + START_GRACE_S - 0.1) is NONE
    assert dog.check(20.0 + START_GRACE_S) is TRY_AGAIN
