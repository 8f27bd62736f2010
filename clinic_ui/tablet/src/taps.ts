/** One tap counts once: a hand that shakes presses twice, often on what has just appeared. */

const DEAF_MS = 700;

/** Whether a tap at `at` is to be ignored, given the last accepted one; pure. */
export function isEcho(last: number, at: number): boolean {
  return at >= last && at - last < DEAF_MS;
}

/** Swallow echoes before any control hears them; `touched` hears every accepted tap. */
export function guardTaps(root: Document, touched: (target: Element) => void): void {
  let last = -Infinity;
  root.addEventListener(
    "click",
    (event) => {
      const target = event.target as Element;
      if (isEcho(last, performance.now())) {
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
      if (target.closest("button, a, input")) last = performance.now();
      touched(target);
    },
    true,
  );
}
