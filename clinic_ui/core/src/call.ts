/** The caller's end of one call, without a framework: ring, talk, type, go on by telephone. */

import type { components } from "./api.ts";
import type { Ask } from "./http.ts";
import { fingerprintOf, makeCertificate, Peer } from "./rtc.ts";
import type { PeerState, Quality, Seat } from "./rtc.ts";
import { signalOver, type CallSocket, type PeerSeen } from "./signal.ts";

type Schemas = components["schemas"];
export type Call = Schemas["Call"];
export type CallOutcome = NonNullable<Call["outcome"]>;
export type PhoneReason = Schemas["PhoneAsked"]["reason"];

/** Whom to ring, and why; a welfare call names the claimed alert and its lease. */
export interface Wanted {
  readonly residentId: string;
  readonly purpose: Call["purpose"];
  readonly alertId?: string;
  readonly leaseToken?: string;
}

/** Everything the window draws. */
export interface CallView {
  readonly call: Call;
  readonly own: PeerState;
  /** Null: the other end has not come yet. */
  readonly peer: PeerSeen["state"] | null;
  readonly theirs: MediaStream | null;
  readonly mine: MediaStream | null;
  readonly muted: boolean;
  readonly dark: boolean;
  readonly quality: Quality | null;
}

export interface CallPorts {
  readonly ask: Ask;
  readonly connect: (token: string) => CallSocket;
  readonly media: (video: boolean) => Promise<MediaStream>;
  readonly show: (view: CallView) => void;
}

const LOOK_MS = 3000; // the socket tells at once; this is for a line that has lost it
export const LINE_CHARS = 200;

/** Whether the two ends have spoken, on the tablet or by telephone in its stead. */
export function spoken(call: Pick<CallView["call"], "connected_at" | "outcome">): boolean {
  return call.connected_at !== null || call.outcome === "by_phone";
}

/** How well the two understand each other, for a word beside the picture. */
export function howGood({
  loss_percent,
  round_trip_ms,
}: Pick<Quality, "loss_percent" | "round_trip_ms">): "good" | "fair" | "poor" {
  const trip = round_trip_ms ?? 0;
  if (loss_percent < 3 && trip < 300) return "good";
  return loss_percent < 10 && trip < 800 ? "fair" : "poor";
}

export class CallLine {
  readonly #ports: CallPorts;
  #view: CallView;
  #peer: Peer | null = null;
  #socket: CallSocket | null = null;
  #looking: ReturnType<typeof setInterval> | null = null;

  private constructor(ports: CallPorts, call: Call, mine: MediaStream | null) {
    this.#ports = ports;
    this.#view = {
      call,
      own: call.state === "ended" ? "over" : "joining",
      peer: null,
      theirs: null,
      mine,
      muted: false,
      dark: false,
      quality: null,
    };
  }

  /** Ring; a call the tablet cannot take is shown with how it ended. Throws the hub's refusal. */
  static async ring(ports: CallPorts, wanted: Wanted): Promise<CallLine> {
    const [certificate, mine] = await Promise.all([makeCertificate(), ports.media(true)]);
    try {
      const { call, seat } = await ports.ask("post", "/api/residents/{resident_id}/calls", {
        path: { resident_id: wanted.residentId },
        body: {
          purpose: wanted.purpose,
          fingerprint: fingerprintOf(certificate),
          video: true,
          alert_id: wanted.alertId ?? null,
          lease_token: wanted.leaseToken ?? null,
        },
      });
      const line = new CallLine(ports, call, mine);
      line.#begin(certificate, seat);
      return line;
    } catch (error) {
      silence(mine);
      throw error;
    }
  }

  /** Come back to one's live call after a reload. */
  static async resume(ports: CallPorts, call: Call): Promise<CallLine> {
    const [certificate, mine] = await Promise.all([makeCertificate(), ports.media(call.video)]);
    const line = new CallLine(ports, call, mine);
    line.#begin(certificate, null);
    return line;
  }

  get view(): CallView {
    return this.#view;
  }

  async hangUp(): Promise<void> {
    const { id } = this.#view.call;
    this.#take(
      await this.#ports.ask("post", "/api/calls/{call_id}/end", { path: { call_id: id } }),
    );
  }

  async byPhone(reason: PhoneReason, words: string): Promise<void> {
    this.#take(
      await this.#ports.ask("post", "/api/calls/{call_id}/phone", {
        path: { call_id: this.#view.call.id },
        body: { reason, words },
      }),
    );
  }

  /** Show a line, large, on the tablet. */
  type(text: string): void {
    this.#socket?.emit("line", { text: text.trim().slice(0, LINE_CHARS) });
  }

  mute(muted: boolean): void {
    for (const track of this.#view.mine?.getAudioTracks() ?? []) track.enabled = !muted;
    this.#show({ muted });
  }

  darken(dark: boolean): void {
    for (const track of this.#view.mine?.getVideoTracks() ?? []) track.enabled = !dark;
    this.#show({ dark });
  }

  /** Let go of everything; the call itself goes on until somebody ends it. */
  close(): void {
    if (this.#looking !== null) clearInterval(this.#looking);
    this.#looking = null;
    this.#peer?.stop();
    this.#peer = null;
    if (this.#view.mine) silence(this.#view.mine);
  }

  #begin(certificate: RTCCertificate, seat: Seat | null): void {
    this.#show({});
    if (this.#view.call.state === "ended") return this.close();
    this.#peer = new Peer(certificate, this.#view.mine ?? new MediaStream(), {
      seat: (fingerprint) =>
        this.#ports.ask("post", "/api/calls/{call_id}/seat", {
          path: { call_id: this.#view.call.id },
          body: { fingerprint },
        }),
      signal: (given) => Promise.resolve(this.#signal(given)),
      hear: (theirs) => this.#show({ theirs }),
      moved: (own) => this.#show({ own }),
      measured: (quality) => this.#measured(quality),
    });
    this.#looking = setInterval(() => void this.#look(), LOOK_MS);
    void this.#peer.start(seat);
  }

  #signal(seat: Seat) {
    this.#socket = this.#ports.connect(seat.token);
    return signalOver(this.#socket, {
      call: () => void this.#look(),
      peer: ({ state }) => this.#show({ peer: state }),
      rejoin: () => this.#peer?.rejoin(),
    });
  }

  async #look(): Promise<void> {
    const { id } = this.#view.call;
    const path = { call_id: id };
    const call = await this.#ports
      .ask("get", "/api/calls/{call_id}", { path })
      .catch(() => null);
    if (call) this.#take(call);
  }

  #measured(quality: Quality): void {
    this.#show({ quality });
    if (this.#view.call.state !== "connected") return;
    const path = { call_id: this.#view.call.id };
    void this.#ports
      .ask("post", "/api/calls/{call_id}/quality", { path, body: quality })
      .catch(() => null); // a measurement is not worth a sentence
  }

  #take(call: Call): void {
    if (call.version < this.#view.call.version) return;
    this.#show({ call });
    if (call.state === "ended") this.close();
  }

  #show(change: Partial<CallView>): void {
    this.#view = { ...this.#view, ...change };
    this.#ports.show(this.#view);
  }
}

function silence(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
