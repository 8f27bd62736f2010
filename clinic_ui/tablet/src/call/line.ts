/** The tablet's end of one call: answer, join, stay, hang up. */

import { fingerprintOf, makeCertificate, Peer, Refused } from "@telecare/core/rtc";
import type { PeerState, Quality, Seat } from "@telecare/core/rtc";
import { ownMedia, signalOver } from "@telecare/core/signal";
import type { CallProps } from "../seam.ts";

const CALLS = "/device/v1/tablet/calls";
const QUALITY = `${CALLS}/quality`;
const OVER = new Set([403, 404, 409]);

export interface LineSeen {
  readonly own: PeerState;
  readonly peer: "here" | "away" | "gone";
  readonly typed: string;
  readonly silent: boolean; // no microphone: the other side cannot hear
}

export interface LineEvents {
  readonly seen: (change: Partial<LineSeen>) => void;
  readonly stream: (stream: MediaStream) => void;
  readonly over: () => void;
}

export class Line {
  readonly #props: CallProps;
  readonly #events: LineEvents;
  #peer: Peer | null = null;
  #own: MediaStream | null = null;
  #closed = false;

  constructor(props: CallProps, events: LineEvents) {
    this.#props = props;
    this.#events = events;
  }

  /** Answer the call (or take one's seat in it again) and connect. */
  async open(): Promise<void> {
    const { ring, auto } = this.#props;
    const [certificate, own] = await Promise.all([makeCertificate(), ownMedia(ring.video)]);
    this.#own = own;
    if (this.#closed) return this.close();
    this.#events.seen({ silent: own.getAudioTracks().length === 0 });
    const first = ring.state !== "ringing" ? "seat" : auto ? "auto_answer" : "answer";
    let seat: Seat;
    try {
      seat = await this.#say(first, fingerprintOf(certificate));
    } catch (error) {
      if (error instanceof Refused) return this.#end();
      seat = await this.#say("seat", fingerprintOf(certificate)); // it may have arrived
    }
    if (this.#closed) return this.close();
    this.#peer = new Peer(certificate, own, {
      seat: (fingerprint) => this.#say("seat", fingerprint),
      signal: (given) => this.#signal(given),
      hear: this.#events.stream,
      moved: (state) => (state === "over" ? this.#end() : this.#events.seen({ own: state })),
      measured: (quality) => this.#measured(quality),
    });
    await this.#peer.start(seat);
  }

  /** Hang up: the hub is told, but the person does not wait for it. */
  hangUp(): void {
    void this.#say("end", null).catch(() => null);
    this.#end();
  }

  close(): void {
    this.#closed = true;
    this.#peer?.stop();
    for (const track of this.#own?.getTracks() ?? []) track.stop();
  }

  async #say(act: string, fingerprint: string | null): Promise<Seat> {
    const { ring, sign } = this.#props;
    const said = { consultation_id: ring.consultation_id, act, fingerprint };
    const answer = await sign("POST", CALLS, said);
    if (OVER.has(answer.status)) throw new Refused("call_over");
    if (!answer.ok) throw new Error("the hub did not give a seat");
    return (await answer.json()) as Seat;
  }

  /** Tell the hub what this end measured, once the two ends have looked for each other. */
  #measured(quality: Quality): void {
    const { ring, sign } = this.#props;
    void sign("POST", QUALITY, { consultation_id: ring.consultation_id, quality })
      .then((answer) => {
        if (OVER.has(answer.status)) this.#end(); // the end of the call was missed
      })
      .catch(() => null); // a measurement is not worth a sentence
  }

  async #signal(seat: Seat) {
    const socket = await this.#props.connectCall(seat.token);
    return signalOver(socket, {
      call: ({ state }) => {
        if (state === "ended") this.#end();
      },
      peer: ({ state }) => this.#events.seen({ peer: state }),
      line: (typed) => this.#events.seen({ typed }),
      rejoin: () => this.#peer?.rejoin(),
    });
  }

  #end(): void {
    if (this.#closed) return;
    this.close();
    this.#events.over();
  }
}
