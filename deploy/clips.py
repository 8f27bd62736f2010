"""Make the placeholder clips of the tablet's fixed sentences with espeak-ng.

A person's recorded voice is easier to understand than a machine's: these are placeholders.
Drop `ko/<name>.ogg` or `en/<name>.ogg` into `TELECARE_VAR/clips` and the hub serves that file
instead. Needs espeak-ng and ffmpeg: `python -m deploy.clips`.
"""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

TABLET: Final = Path(__file__).resolve().parent.parent / "clinic_ui" / "tablet"
SENTENCES: Final = TABLET / "clips" / "sentences.json"
CLIPS: Final = TABLET / "public" / "clips"
WORDS_PER_MINUTE: Final = {"ko": "115", "en": "130"}  # about four Korean syllables a second
COUNT_WORDS_PER_MINUTE: Final = "150"  # a number must be over before the next one
ENCODER: Final = (
    *("-ac", "1", "-ar", "24000", "-c:a", "libopus", "-b:a", "20k", "-application", "voip"),
    *("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact"),
)  # the same input gives the same bytes
LOUDNESS: Final = "loudnorm=I=-18:TP=-2:LRA=7,lowpass=f=4000"  # old ears hear little above


def main() -> int:
    """Write every clip; return the exit status."""
    sentences = json.loads(SENTENCES.read_text(encoding="utf-8"))
    for name, spoken in sentences.items():
        for language, text in spoken.items():
            _clip(name, language, text)
    size = sum(path.stat().st_size for path in CLIPS.rglob("*.ogg"))
    print(f"{len(sentences)} sentences, {size / 1024:.0f} KiB in all")
    return 0


def _clip(name: str, language: str, text: str) -> None:
    speed = COUNT_WORDS_PER_MINUTE if name.startswith("count_") else WORDS_PER_MINUTE[language]
    made = CLIPS / language / f"{name}.ogg"
    made.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place:
        raw = Path(place) / "raw.wav"
        _run("espeak-ng", "-v", language, "-s", speed, "-p", "40", "-w", str(raw), text)
        sound = ("-i", str(raw), "-af", LOUDNESS)
        _run("ffmpeg", "-v", "error", "-y", *sound, *ENCODER, str(made))


def _run(*command: str) -> None:
    subprocess.run(command, check=True)


if __name__ == "__main__":
    sys.exit(main())
