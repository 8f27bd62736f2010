/** The caller's voice through a gain of our own: a tablet's loudest is often not loud enough. */

/** Times the voice as it comes; about 4 dB a step, with a limiter behind the last. */
const STEPS = [1, 1.6, 2.5, 4] as const;

export class Speaker {
  #step = 0;
  #context: AudioContext | null = null;
  #gain: GainNode | null = null;
  #source: MediaStreamAudioSourceNode | null = null;

  /** Play a stream's sound; the element that shows its picture must be muted. */
  play(stream: MediaStream): void {
    if (stream.getAudioTracks().length === 0) return;
    this.#context ??= new AudioContext();
    this.#source?.disconnect();
    this.#source = this.#context.createMediaStreamSource(stream);
    this.#gain ??= this.#limited(this.#context);
    this.#source.connect(this.#gain);
    void this.#context.resume();
  }

  /** One step louder; false: it was the loudest already. */
  louder(): boolean {
    if (this.#step === STEPS.length - 1) return false;
    this.#step += 1;
    if (this.#gain) this.#gain.gain.value = STEPS[this.#step] ?? 1;
    return true;
  }

  get loudest(): boolean {
    return this.#step === STEPS.length - 1;
  }

  close(): void {
    void this.#context?.close();
    this.#context = null;
  }

  #limited(context: AudioContext): GainNode {
    const gain = context.createGain();
    gain.gain.value = STEPS[this.#step] ?? 1;
    const limiter = context.createDynamicsCompressor();
    limiter.threshold.value = -6;
    limiter.ratio.value = 20;
    gain.connect(limiter).connect(context.destination);
    return gain;
  }
}
