/** The tones of the board, made by WebAudio: 500–2,000 Hz, where old and young ears hear well. */

export type SoundState = "off" | "blocked" | "on";

export interface Sounds {
  state(): SoundState;
  /** Call from a click: browsers keep silent until a person has acted. Plays the test tone. */
  start(): Promise<SoundState>;
  stop(): void;
  /** Repeat the emergency tone until told otherwise. */
  loop(on: boolean): void;
  twice(): void;
}

interface Note {
  readonly hz: number;
  readonly at: number; // seconds from the start of the figure
  readonly lasts: number; // seconds
}

const EMERGENCY: readonly Note[] = [
  { hz: 1000, at: 0, lasts: 0.18 },
  { hz: 1400, at: 0.22, lasts: 0.18 },
  { hz: 1000, at: 0.44, lasts: 0.18 },
];
const EMERGENCY_EVERY_MS = 1800;
const URGENT: readonly Note[] = [
  { hz: 784, at: 0, lasts: 0.16 },
  { hz: 784, at: 0.7, lasts: 0.16 },
];
const TEST: readonly Note[] = [
  { hz: 660, at: 0, lasts: 0.12 },
  { hz: 880, at: 0.16, lasts: 0.2 },
];
const VOLUME = 0.35;
const EDGE_S = 0.012; // a soft edge: a hard one clicks

export function sounds(makeContext: () => AudioContext, changed: () => void): Sounds {
  let context: AudioContext | null = null;
  let wanted = false;
  let timer: ReturnType<typeof setInterval> | null = null;

  const state = (): SoundState => {
    if (!wanted) return "off";
    return context?.state === "running" ? "on" : "blocked";
  };

  const play = (figure: readonly Note[]): void => {
    if (!context || state() !== "on") return;
    for (const note of figure) playNote(context, note);
  };

  return {
    state,
    async start() {
      wanted = true;
      context ??= makeContext();
      context.onstatechange = changed;
      await context.resume().catch(() => undefined);
      play(TEST);
      changed();
      return state();
    },
    stop() {
      wanted = false;
      void context?.suspend();
      changed();
    },
    loop(on) {
      if (on === (timer !== null)) return;
      if (timer !== null) clearInterval(timer);
      timer = on ? setInterval(() => play(EMERGENCY), EMERGENCY_EVERY_MS) : null;
      if (on) play(EMERGENCY);
    },
    twice: () => play(URGENT),
  };
}

function playNote(context: AudioContext, note: Note): void {
  const start = context.currentTime + note.at;
  const end = start + note.lasts;
  const tone = context.createOscillator();
  const gain = context.createGain();
  tone.frequency.value = note.hz;
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(VOLUME, start + EDGE_S);
  gain.gain.setValueAtTime(VOLUME, end - EDGE_S);
  gain.gain.linearRampToValueAtTime(0, end);
  tone.connect(gain).connect(context.destination);
  tone.start(start);
  tone.stop(end);
}
