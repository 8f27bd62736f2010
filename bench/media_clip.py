"""A short clip of real VP8 and Opus for a hub that decodes: made once, played in a loop."""

import random
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from aiortc.codecs.opus import OpusEncoder
from aiortc.codecs.vpx import Vp8Encoder
from av import AudioFrame, VideoFrame

from bench.media_peer import Content, Peer

WIDTH: Final = 640
HEIGHT: Final = 480
FRAMES: Final = 90  # three seconds, the first frame a key frame
SOUNDS: Final = 50
BIT_RATE: Final = 960_000  # what four packets of 1000 bytes thirty times a second are
SAMPLES: Final = 960  # of 20 ms


@dataclass(frozen=True, slots=True)
class Clip:
    """Payloads as RTP carries them: `frames` of several packets, `sounds` of one."""

    frames: tuple[tuple[bytes, ...], ...]
    sounds: tuple[bytes, ...]

    @property
    def packets_per_s(self) -> float:
        """Packets of video and sound one peer sends each second."""
        return 30 * sum(map(len, self.frames)) / len(self.frames) + 50

    def content(self) -> Content:
        """Return the clip as what peers say, over and over."""
        return Content(frame=self._frame, sound=self._sound)

    def _frame(self, peer: Peer, n: int) -> None:
        peer.video.timestamp = (peer.video.timestamp + 3000) & 0xFFFFFFFF
        payloads = self.frames[n % len(self.frames)]
        for place, payload in enumerate(payloads, start=1):
            peer.send(peer.video, payload, marker=place == len(payloads))

    def _sound(self, peer: Peer, n: int) -> None:
        peer.audio.timestamp = (peer.audio.timestamp + SAMPLES) & 0xFFFFFFFF
        peer.send(peer.audio, self.sounds[n % len(self.sounds)], marker=False)


def record() -> Clip:
    """Encode the clip: a bright bar that wanders over grain."""
    chance = random.Random(7)
    grain = [chance.randbytes(WIDTH * 2) for _ in range(HEIGHT)]
    video, audio = Vp8Encoder(), OpusEncoder()
    video.target_bitrate = BIT_RATE
    frames = []
    for n in range(FRAMES):
        payloads, _ = video.encode(_picture(grain, n), force_keyframe=n == 0)
        frames.append(tuple(payloads))
    sounds = []
    for n in range(SOUNDS):
        payloads, _ = audio.encode(_sound(chance, n))
        sounds += payloads
    return Clip(tuple(frames), tuple(sounds))


def _picture(grain: list[bytes], n: int) -> VideoFrame:
    picture = VideoFrame(WIDTH, HEIGHT, "yuv420p")
    shift = n * 3 % WIDTH
    bright = bytes([230]) * 80
    rows = []
    for y in range(HEIGHT):
        row = bytes(64 + (value * 3 >> 6) for value in grain[y][shift : shift + WIDTH])
        rows.append(row[:shift] + bright + row[shift + 80 :] if 160 < y < 320 else row)
    stride = picture.planes[0].line_size
    picture.planes[0].update(b"".join(row[:WIDTH].ljust(stride, b"\x40") for row in rows))
    for plane in picture.planes[1:]:
        plane.update(bytes([128]) * plane.buffer_size)
    picture.pts, picture.time_base = n * 3000, Fraction(1, 90_000)
    return picture


def _sound(chance: random.Random, n: int) -> AudioFrame:
    sound = AudioFrame(format="s16", layout="stereo", samples=SAMPLES)
    sound.planes[0].update(
        b"".join(chance.randrange(-3000, 3000).to_bytes(2, "little", signed=True) * 2
                 for _ in range(SAMPLES))
    )  # fmt: skip
    sound.sample_rate, sound.pts, sound.time_base = 48_000, n * SAMPLES, Fraction(1, 48_000)
    return sound
