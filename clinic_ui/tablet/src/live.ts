/** The sockets, a part of their own: first screen, help and check-in work without them. */

import { io } from "socket.io-client";
import type { CallSocket } from "@telecare/core/signal";
import type { Tablet } from "./tablet.ts";

const TICKETS = "/device/v1/tablet/socket-tickets";
const RETRY_MS = 15_000;

/** Join `/tablet`; a ticket lives shortly, so every connection asks for its own. */
export function connectTablet(tablet: Tablet): void {
  const socket = io("/tablet", {
    path: "/socket.io",
    reconnectionDelayMax: RETRY_MS,
    auth: (give) => {
      void ticket(tablet).then((found) => give(found ? { ticket: found } : {}));
    },
  });
  socket.on("connect", () => void tablet.look()); // what was said while nobody listened
  socket.on("nudge", () => void tablet.look());
  socket.on("reload", () => void tablet.look());
  socket.on("connect_error", () => {
    if (!socket.active) setTimeout(() => socket.connect(), RETRY_MS); // a refused ticket
  });
}

async function ticket(tablet: Tablet): Promise<string | null> {
  const response = await tablet.link?.fetch("POST", TICKETS, "{}").catch(() => null);
  if (!response?.ok) return null;
  const said = (await response.json()) as { ticket: string };
  return said.ticket;
}

/** Join `/call` with a seat's token. */
export function connectCall(token: string): CallSocket {
  return io("/call", { path: "/socket.io", auth: { token }, forceNew: true });
}
