/** Subscribing this browser to Web Push; the subscription is an address like any other. */

export function mayPush(): boolean {
  return "serviceWorker" in navigator && "PushManager" in window;
}

/** The subscription as JSON; null: the person or the browser does not allow it. */
export async function subscription(pushKey: string): Promise<string | null> {
  if ((await Notification.requestPermission()) !== "granted") return null;
  await navigator.serviceWorker.register("/push-worker.js");
  const worker = await navigator.serviceWorker.ready;
  const made = await worker.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: pushKey,
  });
  return JSON.stringify(made);
}
