/** Offers over the `/call` socket, and what the hub tells a seat. */

import type { components } from "./api.ts";
import { Refused, type Signal } from "./rtc.ts";

type Schemas = components["schemas"];
export type CallMoved = Schemas["CallMoved"];
export type PeerSeen = Schemas["PeerSeen"];

/** The few things asked of a socket, so that tests need none. */
export interface CallSocket {
  on(event: string, hear: (...said: never[]) => void): unknown;
  emit(event: string, ...said: unknown[]): unknown;
  emitWithAck(event: string, ...said: unknown[]): Promise<unknown>;
  close(): unknown;
}

export interface CallEvents {
  readonly call?: (moved: CallMoved) => void;
  readonly peer?: (seen: PeerSeen) => void;
  readonly line?: (text: string) => void;
  readonly rejoin?: () => void;
}

/** Make a socket opened with a seat's token the way offers go. */
export function signalOver(socket: CallSocket, hear: CallEvents): Signal {
  socket.on("call", (moved: CallMoved) => hear.call?.(moved));
  socket.on("peer", (seen: PeerSeen) => hear.peer?.(seen));
  socket.on("line", ({ text }: Schemas["TypedLine"]) => hear.line?.(text));
  socket.on("rejoin", () => hear.rejoin?.());
  return {
    async offer(sdp) {
      const answer = (await socket.emitWithAck("offer", { sdp })) as Schemas["SocketAnswer"];
      if (answer.sdp) return answer.sdp;
      throw new Refused(answer.error ?? "bad_answer");
    },
    close: () => void socket.close(),
  };
}

/** Take camera and microphone; what is refused or missing is left out. */
export async function ownMedia(video: boolean): Promise<MediaStream> {
  const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  const picture = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } };
  const { mediaDevices } = navigator;
  const wanted = video
    ? [{ audio, video: picture }, { audio }, { video: picture }]
    : [{ audio }];
  for (const one of wanted) {
    const stream = await mediaDevices?.getUserMedia(one).catch(() => null);
    if (stream) return stream;
  }
  return new MediaStream();
}
