/** After the first paint: the service worker, the socket, the screen kept awake, the status. */

import type { Tablet } from "./tablet.ts";
import { screenOf } from "./view.ts";
import { voiceKind } from "./voice.ts";

const MINUTE = 60_000;
const HEARTBEAT = MINUTE;
const STATUS_EVERY = 15 * MINUTE;
const LOOK_EVERY = 5000;

interface Battery extends EventTarget {
  readonly level: number;
  readonly charging: boolean;
}

export async function start(tablet: Tablet): Promise<void> {
  void serve(tablet);
  void stayAwake();
  document.addEventListener("visibilitychange", () => void stayAwake());
  let told = -Infinity;
  const tell = (): void => {
    if (tablet.state.phase !== "on" || performance.now() - told < STATUS_EVERY) return;
    told = performance.now();
    void report(tablet);
  };
  tell();
  setInterval(tell, LOOK_EVERY); // also soon after it was enrolled
  setInterval(() => beat(tablet), HEARTBEAT);
  await listen(tablet);
}

/** Offline reload; a new version takes over when nobody is in the middle of anything. */
async function serve(tablet: Tablet): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const held = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (!held) return;
    const timer = setInterval(() => {
      if (screenOf(tablet.state).kind !== "home") return;
      clearInterval(timer);
      location.reload();
    }, 1000);
  });
  await navigator.serviceWorker.register("sw.js").catch(() => null);
}

async function stayAwake(): Promise<void> {
  if (document.visibilityState !== "visible") return;
  await navigator.wakeLock?.request("screen").catch(() => null);
}

/** Say that we are there, unless something waits that says so anyway. */
function beat(tablet: Tablet): void {
  const waits = Object.values(tablet.state.waiting).some((count) => count > 0);
  if (tablet.state.phase !== "on" || waits) return;
  void tablet.keep([{ lane: "plain", kind: "heartbeat", at: Date.now() }]);
}

/** Tell the caseworker how the tablet itself is. */
async function report(tablet: Tablet): Promise<void> {
  const { state } = tablet;
  if (state.phase !== "on" || state.waiting["device_status"]) return;
  const at = Date.now();
  const persistent = await navigator.storage?.persist?.().catch(() => false);
  const space = await navigator.storage?.estimate?.().catch(() => null);
  const free = space ? (space.quota ?? 0) - (space.usage ?? 0) : null;
  const battery = await (navigator as { getBattery?: () => Promise<Battery> })
    .getBattery?.()
    .catch(() => null);
  const outbox = Object.values(state.waiting).reduce((sum, count) => sum + count, 0);
  const data = {
    storage_free_mb: free === null ? null : Math.floor(free / 1_000_000),
    storage_persistent: persistent ?? false,
    version: __VERSION__,
    voice: voiceKind(),
    outbox,
    charging: battery?.charging ?? null,
  };
  await tablet.keep([
    { lane: "plain", kind: "device_status", at, data },
    ...(battery
      ? [
          {
            lane: "plain",
            kind: "battery",
            at,
            value: Math.round(battery.level * 100),
          } as const,
        ]
      : []),
  ]);
}

/** The socket only says "look again"; everything works without it. */
async function listen(tablet: Tablet): Promise<void> {
  const { connectTablet } = await import("./live.ts");
  connectTablet(tablet);
}
