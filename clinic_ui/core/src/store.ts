/** A value with listeners, which tells of many changes once per frame. */

export interface Store<T> {
  /** What the listeners have been told. */
  get(): T;
  /** What was put last, told or not. */
  latest(): T;
  set(next: T): void;
  subscribe(hear: () => void): () => void;
}

/** `soon` runs a function once, later: one frame on a screen, at once in a test. */
export function store<T>(first: T, soon: (run: () => void) => void): Store<T> {
  let value = first;
  let shown = first;
  let waiting = false;
  const listeners = new Set<() => void>();

  const flush = (): void => {
    waiting = false;
    if (shown === value) return;
    shown = value;
    for (const hear of listeners) hear();
  };

  return {
    get: () => shown,
    latest: () => value,
    set(next) {
      value = next;
      if (waiting) return;
      waiting = true;
      soon(flush);
    },
    subscribe(hear) {
      listeners.add(hear);
      return () => void listeners.delete(hear);
    },
  };
}

/** The next frame, or a moment later where no frames come: a hidden tab must go on. */
export function nextFrame(run: () => void): void {
  let done = false;
  const once = (): void => {
    if (done) return;
    done = true;
    run();
  };
  requestAnimationFrame(once);
  setTimeout(once, 200);
}
