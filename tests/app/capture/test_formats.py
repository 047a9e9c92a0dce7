"""Which format is taken of what a camera offers."""

from __future__ import annotations

from app.capture.formats import CameraFormat, best_format, blink_format


def offer(*rows):
    """Formats from (height, rate, is_jpeg, is_supported)."""
    return [
        CameraFormat(height * 16 // 9, height, rate, is_jpeg, supported, index)
        for index, (height, rate, is_jpeg, supported) in enumerate(rows)
    ]


def test_fast_enough_comes_before_large():
    formats = offer((1080, 5.0, False, True), (720, 30.0, True, True), (480, 60.0, True, True))
    assert best_format(formats).height_px == 720


def test_among_fast_ones_the_largest_up_to_full_hd():
    formats = offer((2160, 30.0, True, True), (1080, 29.97, True, True), (720, 60.0, True, True))
    assert best_format(formats).height_px == 1080


def test_the_cameras_own_jpeg_is_taken_where_sizes_agree():
    formats = offer((720, 30.0, False, True), (720, 30.0, True, True))
    assert best_format(formats).is_jpeg


def test_the_fastest_where_none_is_fast_enough():
    formats = offer((1080, 10.0, False, True), (480, 25.0, False, True))
    assert best_format(formats).rate_hz == 25.0


def test_what_cannot_be_recorded_is_never_taken():
    assert best_format(offer((720, 30.0, True, False))) is None
    assert best_format([]) is None


def test_blinks_get_sixty_a_second_where_there_is_such_a_format():
    formats = offer((1080, 30.0, True, True), (720, 60.0, True, True), (720, 120.0, True, True))
    assert blink_format(formats).rate_hz == 60.0
    assert blink_format(offer((1080, 30.0, True, True))) is None
    assert blink_format(offer((240, 90.0, True, True))) is None


def test_a_choice_is_kept_by_name():
    assert offer((720, 29.97, True, True))[0].key == "1280x720@30 jpeg"
