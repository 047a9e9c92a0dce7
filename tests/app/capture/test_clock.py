"""When pictures were taken, from what the camera and the system say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.capture.clock import RATE_WINDOW_S, CaptureClock, RecentTimes

STEP_US = 33_333


def test_the_cameras_own_times_are_kept_when_pictures_arrive_late():
    clock = CaptureClock()
    late_s = (0.0, 0.04, 0.002, 0.09, 0.0)
    times_s = [
        clock.time_s(7_000_000 + n * STEP_US, arrival_s=50.0 + n * STEP_US / 1e6 + late)
        for n, late in enumerate(late_s)
    ]
    assert times_s == pytest.approx([50.0 + n * STEP_US / 1e6 for n in range(5)])


def test_without_a_time_of_its_own_arrival_counts():
    clock = CaptureClock()
    assert [clock.time_s(-1, arrival_s=t) for t in (3.0, 3.05)] == [3.0, 3.05]


def test_the_same_picture_twice_is_told():
    clock = CaptureClock()
    assert clock.time_s(0, arrival_s=1.0) == 1.0
    assert clock.time_s(0, arrival_s=1.01) is None
    assert clock.time_s(STEP_US, arrival_s=1.04) == pytest.approx(1.0333, abs=1e-4)


def test_a_camera_clock_that_starts_anew_is_put_right():
    clock = CaptureClock()
    clock.time_s(90_000_000, arrival_s=10.0)
    assert clock.time_s(0, arrival_s=15.0) == 15.0


@given(st.lists(st.tuples(st.integers(-1, 10**7), st.floats(0, 1)), max_size=30))
def test_times_never_run_backwards_and_stay_near_arrival(pictures):
    clock, arrival_s, last_s = CaptureClock(), 100.0, 0.0
    for start_us, step_s in pictures:
        arrival_s += step_s
        time_s = clock.time_s(start_us, arrival_s=arrival_s)
        if time_s is not None:
            assert time_s > last_s
            assert abs(time_s - arrival_s) <= 0.5001
            last_s = time_s


def test_recent_times_forget_what_is_old():
    recent = RecentTimes()
    for number in range(100):
        times_s = recent.add(number / 10)
    assert times_s[-1] == pytest.approx(9.9)
    assert times_s[-1] - times_s[0] == pytest.approx(RATE_WINDOW_S)
    recent.clear()
    assert recent.add(20.0) == (20.0,)
