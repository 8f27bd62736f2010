/** The one desk of this tab: the hub's client, its clock, the live board and the sounds. */

import { createContext, useContext } from "react";
import { alarm } from "@telecare/core/alarm";
import { fromSnapshots, type Board } from "@telecare/core/board";
import { client, type Client } from "@telecare/core/client";
import { hubClock } from "@telecare/core/clock";
import { asker, type Refusal } from "@telecare/core/http";
import { follow, type Follower } from "@telecare/core/live";
import type { BoardSnapshot } from "@telecare/core/shapes";
import { sounds, type Sounds, type SoundState } from "@telecare/core/sound";
import { nextFrame, store, type Store } from "@telecare/core/store";
import { instant, SECOND, type Millis } from "@telecare/core/time";
import type { View } from "@telecare/core/view";
import { io, type Socket } from "socket.io-client";

/** How the line to the hub stands; times are of the steady counter. */
export interface LinkState {
  readonly state: "connecting" | "live" | "lost";
  readonly heardAt: Millis;
}

export interface Desk {
  readonly hub: Client;
  readonly board: Store<Board | null>;
  readonly link: Store<LinkState>;
  readonly sound: Store<SoundState>;
  readonly sounds: Sounds;
  /** The hub's time; before its first word the moment the page was served. */
  now(): Millis;
  hearClock(serverTime: string): void;
  setCsrf(token: string): void;
  onRefusal(hear: (refusal: Refusal) => void): void;
  /** Connect and follow until closed. `view` answers the tab that is looked at. */
  open(view: () => View): () => void;
  resync(): void;
  amend: Follower["amend"];
  /** The tokens of the claims this tab knows of, by alert. */
  readonly tokens: Map<string, string>;
  /** The token of a claim, asked for when it was made in another tab. */
  tokenOf(alertId: string): Promise<string>;
}

const CLOCK_EVERY = 5 * SECOND;
/** Two beats missed and a little: the line may look open and still be dead. */
export const SILENT_AFTER = 2 * CLOCK_EVERY + 2 * SECOND;

/** No claim of ours: the hub refuses it in its own words. */
const NO_CLAIM = "00000000-0000-0000-0000-000000000000";

const steady = (): Millis => performance.now();

export function openDesk(): Desk {
  const clock = hubClock(steady);
  let csrf = "";
  let refused: (refusal: Refusal) => void = () => undefined;
  const hub = client(
    asker(
      () => csrf,
      (refusal) => refused(refusal),
    ),
  );
  const board = store<Board | null>(null, nextFrame);
  const link = store<LinkState>({ state: "connecting", heardAt: steady() }, queueMicrotask);
  const sound = store<SoundState>("off", queueMicrotask);
  const speaker = sounds(
    () => new AudioContext(),
    () => sound.set(speaker.state()),
  );
  const tokens = new Map<string, string>();
  let follower: Follower | null = null;
  let opened: View | null = null; // the view whose opening has left its entry

  const hearClock = (serverTime: string): void => {
    clock.hear(instant(serverTime));
    link.set({ state: link.get().state, heardAt: steady() });
  };

  const snapshot = async (view: View): Promise<Board> => {
    const views: readonly View[] = view === "now" || view === "done" ? ["now"] : ["now", view];
    const taken: BoardSnapshot[] = [];
    for (const each of views) {
      taken.push(await hub.board(each, { again: each !== view || view === opened }));
    }
    opened = view;
    const [first, ...rest] = taken;
    if (!first) throw new Error("no view was asked for");
    hearClock((rest.at(-1) ?? first).server_time);
    return fromSnapshots([first, ...rest]);
  };

  return {
    hub,
    board,
    link,
    sound,
    sounds: speaker,
    tokens,
    async tokenOf(id) {
      const known = tokens.get(id) ?? (await hub.alert(id, { again: true })).lease_token;
      return known ?? NO_CLAIM;
    },
    now: () => clock.now() ?? performance.timeOrigin + steady(),
    hearClock,
    setCsrf: (token) => void (csrf = token),
    onRefusal: (hear) => void (refused = hear),
    resync: () => follower?.resync(),
    amend: (change) => follower?.amend(change),
    open(view) {
      const socket = io("/board", { transports: ["websocket", "polling"] });
      watchLine(socket, link, hearClock);
      const ring = ringer(speaker);
      follower = follow(
        socket,
        {
          snapshot: () => snapshot(view()),
          changes: (feed, after) => hub.changes(feed, after),
        },
        (next) => {
          board.set(next);
          ring(next);
        },
        () => undefined, // the line's own state says so; the follower tries again
      );
      return () => {
        socket.disconnect();
        follower = null;
        opened = null;
        speaker.loop(false);
        board.set(null);
        tokens.clear();
      };
    },
  };
}

/** Sound what a change asks for: at once, not with the next frame, which a hidden tab lacks. */
function ringer(speaker: Sounds): (board: Board) => void {
  let known: ReadonlySet<string> | null = null;
  return (board) => {
    const { loop, twice } = alarm(board.rows.values(), known);
    speaker.loop(loop);
    if (twice.length > 0) speaker.twice();
    known = new Set([...(known ?? []), ...board.rows.keys()]);
  };
}

function watchLine(
  socket: Socket,
  link: Store<LinkState>,
  hearClock: (serverTime: string) => void,
): void {
  socket.on("connect", () => link.set({ state: "live", heardAt: steady() }));
  socket.on("disconnect", () => link.set({ ...link.get(), state: "lost" }));
  socket.on("clock", (beat: { server_time: string }) => hearClock(beat.server_time));
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("no desk above this part");
  return desk;
}
