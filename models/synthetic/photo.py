"""What lies behind the face and what a camera does to the picture."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

import cv2
import numpy as np

from core.errors import DataError
from core.types import FloatArray, ImageArray
from models.synthetic.ict import Float32Array
from models.synthetic.skin import NOISE_SCALE, NOISE_SIZE, NoisePicture

_GAMMA: Final = 2.2
_MIDDLE_REFLECTANCE: Final = 0.3
_BLURRED_SHARE: Final = 0.4
_COARSE_SHARE: Final = 0.25
_MOVING_SHARE: Final = 0.12
_LONGEST_MOTION_PX: Final = 7.0
_GREY_SHARE: Final = 0.15
_COMPRESSED_SHARE: Final = 0.6
_PICTURE_ENDINGS: Final = frozenset({".jpg", ".jpeg", ".png"})


@dataclass(frozen=True, slots=True)
class Photo:
    """Camera effects, in the order in which they are applied.

    Attributes:
        exposure_ratio: Factor on the linear light.
        balance: Factors on red, green and blue.
        blur_px: Standard deviation of the blur of a lens out of focus, 0 none.
        coarse_ratio: Size of an intermediate, smaller picture; 1 none.
        grey: Whether the picture is grey-scale.
        noise_level: Standard deviation of the sensor noise, grey levels of 255.
        jpeg_quality: 1..100, or None for no compression.
        seed: Of the sensor noise.
        motion_px: Length of the smear by a moving head or camera, 0 none.
        motion_deg: Direction of the smear, from the picture's x axis downwards.
    """

    exposure_ratio: float = 1.0
    balance: tuple[float, float, float] = (1.0, 1.0, 1.0)
    blur_px: float = 0.0
    coarse_ratio: float = 1.0
    grey: bool = False
    noise_level: float = 0.0
    jpeg_quality: int | None = None
    seed: int = 0
    motion_px: float = 0.0
    motion_deg: float = 0.0


def random_photo(rng: np.random.Generator, *, reflectance: float) -> Photo:
    """Effects between a good camera and a poor one, roughly exposed for skin of `reflectance`."""
    warm = rng.normal(0.0, 0.06)
    return Photo(
        exposure_ratio=float(np.exp(rng.normal(0.0, 0.25)) * usual_exposure(reflectance)),
        balance=(float(1 + warm), 1.0, float(1 - warm)),
        blur_px=rng.uniform(0.3, 1.6) if rng.random() < _BLURRED_SHARE else 0.0,
        coarse_ratio=rng.uniform(0.4, 0.9) if rng.random() < _COARSE_SHARE else 1.0,
        grey=bool(rng.random() < _GREY_SHARE),
        noise_level=rng.uniform(0.0, 9.0),
        jpeg_quality=int(rng.integers(40, 96)) if rng.random() < _COMPRESSED_SHARE else None,
        seed=int(rng.integers(2**31)),
        motion_px=rng.uniform(1.5, _LONGEST_MOTION_PX) if rng.random() < _MOVING_SHARE else 0.0,
        motion_deg=rng.uniform(-90.0, 90.0),
    )


def usual_exposure(reflectance: float) -> float:
    """The exposure that a camera gives a face: less than fully corrected for its skin."""
    return float((_MIDDLE_REFLECTANCE / reflectance) ** 0.4)


def develop(light: Float32Array, photo: Photo) -> ImageArray:
    """The stored picture of linear `light`.

    Args:
        light: float32 (H, W, 3), linear RGB, 1 is white.
        photo: Camera effects.

    Returns:
        uint8 (H, W, 3), RGB.
    """
    scaled = light * (photo.exposure_ratio * np.array(photo.balance, dtype=np.float32))
    # A soft shoulder: what is brighter than white is compressed, not clipped flat.
    toned = np.power(np.clip(1.0 - np.exp(-1.6 * scaled), 0, 1) / (1 - np.exp(-1.6)), 1 / _GAMMA)
    picture = (255.0 * np.clip(toned, 0, 1)).astype(np.float32)
    if photo.blur_px:
        picture = cv2.GaussianBlur(picture, (0, 0), photo.blur_px)
    if photo.motion_px:
        picture = _smeared(picture, photo.motion_px, photo.motion_deg)
    if photo.coarse_ratio < 1:
        size = picture.shape[1], picture.shape[0]
        smaller = (
            max(8, round(size[0] * photo.coarse_ratio)),
            max(8, round(size[1] * photo.coarse_ratio)),
        )
        picture = cv2.resize(
            cv2.resize(picture, smaller, interpolation=cv2.INTER_AREA),
            size,
            interpolation=cv2.INTER_LINEAR,
        )
    if photo.grey:
        picture = cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    if photo.noise_level:
        noise = np.random.default_rng(photo.seed).standard_normal(picture.shape, dtype=np.float32)
        if photo.grey:
            noise = np.repeat(noise[..., :1], 3, axis=2)
        picture = picture + photo.noise_level * noise
    image: ImageArray = np.clip(np.rint(picture), 0, 255).astype(np.uint8)
    return _compressed(image, photo.jpeg_quality) if photo.jpeg_quality else image


def _smeared(picture: Float32Array, length_px: float, direction_deg: float) -> Float32Array:
    """The mean of `picture` along a line of `length_px` in a direction."""
    half = int(np.ceil(length_px / 2))
    across, down = np.cos(np.deg2rad(direction_deg)), np.sin(np.deg2rad(direction_deg))
    dy, dx = np.mgrid[-half : half + 1, -half : half + 1].astype(np.float32)
    along, beside = dx * across + dy * down, np.abs(dy * across - dx * down)
    kernel = np.clip(length_px / 2 + 0.5 - np.abs(along), 0, 1) * np.clip(1 - beside, 0, 1)
    return cast("Float32Array", cv2.filter2D(picture, -1, kernel / kernel.sum()))


def _compressed(image: ImageArray, quality: int) -> ImageArray:
    _, data = cv2.imencode(".jpg", image[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    decoded = cast("ImageArray", cv2.imdecode(data, cv2.IMREAD_COLOR))  # own JPEG: never None
    return np.ascontiguousarray(decoded[..., ::-1])


@dataclass(frozen=True, slots=True)
class Background:
    """A procedural background, or a photograph when `picture` is given.

    Attributes:
        seed: Decides colours, gradient and shapes, or the part of the photograph.
        picture: A photograph to use instead.
        handedness: 1, or -1 for the mirrored background.
    """

    seed: int
    picture: Path | None = None
    handedness: int = 1


def background_pictures(folder: Path) -> tuple[Path, ...]:
    """The photographs in `folder`, sorted by name.

    Raises:
        DataError: There is none.
    """
    found = tuple(sorted(p for p in folder.glob("*") if p.suffix.lower() in _PICTURE_ENDINGS))
    if not found:
        raise DataError(f"{folder} holds no JPEG or PNG picture to use as a background.")
    return found


def draw_background(
    background: Background, width_px: int, height_px: int, noise: NoisePicture
) -> Float32Array:
    """float32 (H, W, 3), linear RGB."""
    rng = np.random.default_rng(background.seed)
    drawn = (
        _photograph(background.picture, width_px, height_px, rng)
        if background.picture
        else _invented(width_px, height_px, noise, rng)
    )
    return drawn if background.handedness > 0 else np.ascontiguousarray(drawn[:, ::-1])


def _photograph(
    path: Path, width_px: int, height_px: int, rng: np.random.Generator
) -> Float32Array:
    picture = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if picture is None:
        raise DataError(f"{path} cannot be read as a picture: remove it or save it again.")
    share = rng.uniform(0.5, 1.0)
    rows, columns = (max(2, int(n * share)) for n in picture.shape[:2])
    top = int(rng.integers(picture.shape[0] - rows + 1))
    left = int(rng.integers(picture.shape[1] - columns + 1))
    part = picture[top : top + rows, left : left + columns, ::-1]
    resized = cv2.resize(np.ascontiguousarray(part), (width_px, height_px))
    light: Float32Array = np.power(resized.astype(np.float32) / 255, np.float32(_GAMMA))
    return light


def _muted(rng: np.random.Generator) -> FloatArray:
    """A linear RGB colour of little saturation, as most rooms have."""
    colour: FloatArray = rng.uniform(0.02, 0.8) * rng.uniform(0.65, 1.0, 3)
    return colour


def _invented(
    width_px: int, height_px: int, noise: NoisePicture, rng: np.random.Generator
) -> Float32Array:
    # It is blurred anyway, so half the resolution is enough.
    width, height = max(2, width_px // 2), max(2, height_px // 2)
    across = np.linspace(-1, 1, width, dtype=np.float32)[None, :, None]
    down = np.linspace(-1, 1, height, dtype=np.float32)[:, None, None]
    base, slope_x, slope_y = _muted(rng), rng.normal(0, 0.4), rng.normal(0, 0.4)
    light = (base * np.exp(across * slope_x + down * slope_y)).astype(np.float32)
    for _ in range(int(rng.integers(0, 5))):
        corner = rng.uniform(0, 1, 2) * (width, height)
        extent = rng.uniform(0.1, 0.8, 2) * (width, height)
        first = tuple(int(n) for n in corner)
        last = tuple(int(n) for n in corner + extent)
        cv2.rectangle(light, first, last, _muted(rng).tolist(), thickness=-1)
    channel = int(rng.integers(noise.shape[2]))
    top, left = rng.integers(NOISE_SIZE // 2, size=2)
    part = noise[top : top + NOISE_SIZE // 2, left : left + NOISE_SIZE // 2, channel]
    grain = part.astype(np.float32) / NOISE_SCALE
    texture = cv2.resize(grain, (width, height))[..., None]
    light *= np.maximum(0.1, 1 + rng.uniform(0, 0.3) * texture)
    soft = cv2.GaussianBlur(np.clip(light, 0.0, 1.2), (0, 0), rng.uniform(0.5, 3.0))
    return cast("Float32Array", cv2.resize(soft, (width_px, height_px)))
