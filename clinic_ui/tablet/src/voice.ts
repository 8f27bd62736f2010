/** The tablet's voice: clips for fixed sentences, the browser's voice for names, soft chimes. */

import type { Language } from "./shapes.ts";

const NOTES = [660, 880] as const; // 500–2,000 Hz: where old ears hear best
const EDGE_S = 0.02;

export interface Voice {
  /** Say a clip, then the changing words where the browser has a voice for the language. */
  say(language: Language, clip: string, words: string | null): void;
  chime(): void;
  hush(): void;
}

/** "browser": clips, and the browser speaks names; "clips": names are only shown. */
export function voiceKind(): "clips" | "browser" {
  return voiceFor("ko") ? "browser" : "clips";
}

function voiceFor(language: Language): SpeechSynthesisVoice | undefined {
  const found = "speechSynthesis" in window ? speechSynthesis.getVoices() : [];
  return found.find((voice) => voice.lang.startsWith(language));
}

export function openVoice(): Voice {
  const player = new Audio();
  let context: AudioContext | null = null;

  const speak = (language: Language, words: string): void => {
    const voice = voiceFor(language);
    if (!voice) return;
    const said = new SpeechSynthesisUtterance(words);
    said.voice = voice;
    said.lang = voice.lang;
    said.rate = 0.85;
    speechSynthesis.speak(said);
  };

  const hush = (): void => {
    player.onended = null;
    player.pause();
    if ("speechSynthesis" in window) speechSynthesis.cancel();
  };

  return {
    hush,
    say(language, clip, words) {
      hush();
      player.onended = words === null ? null : () => speak(language, words);
      player.src = `clips/${language}/${clip}.ogg`;
      player.play().catch(() => undefined); // silent until a first touch, where not a kiosk
    },
    chime() {
      context ??= new AudioContext();
      void context.resume();
      NOTES.forEach((hz, place) => note(context!, hz, context!.currentTime + place * 0.35));
    },
  };
}

function note(context: AudioContext, hz: number, at: number): void {
  const tone = context.createOscillator();
  const gain = context.createGain();
  tone.frequency.value = hz;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(0.4, at + EDGE_S);
  gain.gain.exponentialRampToValueAtTime(0.001, at + 0.9);
  tone.connect(gain).connect(context.destination);
  tone.start(at);
  tone.stop(at + 1);
}
