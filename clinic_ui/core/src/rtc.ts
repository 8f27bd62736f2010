/** One end of a call: a connection to the hub's media process that comes back by itself. */

import type { components } from "./api.ts";

export type Seat = components["schemas"]["Seat"];
export type Quality = components["schemas"]["QualityAsked"];
export type PeerState = "joining" | "joined" | "rejoining" | "over";

/** What the far end is reached through; the room is known to it by the seat's token. */
export interface Signal {
  /** The answer's session description; throws `Refused` with the hub's code. */
  offer(sdp: string): Promise<string>;
  close(): void;
}

/** The hub did not take an offer; `call_over` ends the call, everything else is tried again. */
export class Refused extends Error {
  override readonly name = "Refused";
}

export interface PeerPorts {
  /** Ask for the seat (again) for the certificate with this fingerprint; throws when over. */
  readonly seat: (fingerprint: string) => Promise<Seat>;
  readonly signal: (seat: Seat) => Promise<Signal>;
  readonly hear: (stream: MediaStream) => void;
  readonly moved: (state: PeerState) => void;
  readonly measured: (quality: Quality) => void;
}

const STATS_MS = 2000;
const LOST_MS = 2000; // VIDEO.md §3: a new connection after more than two seconds without one
const SILENT_LOOKS = 2; // looks at the statistics in which nothing at all came
const JOIN_MS = 6000;
const WAITS_MS = [250, 500, 1000, 2000, 4000] as const;
const VIDEO_BPS = 1_200_000;
const CODECS = new Set(["audio/opus", "video/VP8", "video/rtx"]);

/** Make the certificate that the seat will be bound to; it lives as long as the call. */
export function makeCertificate(): Promise<RTCCertificate> {
  return RTCPeerConnection.generateCertificate({
    name: "ECDSA",
    namedCurve: "P-256",
  } as EcKeyGenParams);
}

/** Return `sha-256 AA:BB:…`, as WebRTC writes it. */
export function fingerprintOf(certificate: RTCCertificate): string {
  const found = certificate.getFingerprints().find((one) => one.algorithm === "sha-256");
  if (!found?.value) throw new Error("this browser does not name its certificate");
  return `sha-256 ${found.value.toUpperCase()}`;
}

export class Peer {
  readonly fingerprint: string;
  readonly #certificate: RTCCertificate;
  readonly #ports: PeerPorts;
  readonly #own: MediaStream;
  #connection: RTCPeerConnection | null = null;
  #signal: Signal | null = null;
  #looking: ReturnType<typeof setInterval> | null = null;
  #round = 0; // what belongs to an earlier connection is dropped
  #over = false;
  #reconnects = 0;
  #before = nothingYet();

  constructor(certificate: RTCCertificate, own: MediaStream, ports: PeerPorts) {
    this.#certificate = certificate;
    this.fingerprint = fingerprintOf(certificate);
    this.#own = own;
    this.#ports = ports;
  }

  /** Join with a seat that was just given, or ask for one; then stay until `stop`. */
  async start(seat: Seat | null = null): Promise<void> {
    this.#ports.moved("joining");
    await this.#join(seat);
  }

  /** The media process was started anew, or we know better than it: connect again. */
  rejoin(): void {
    if (this.#over) return;
    this.#reconnects += 1;
    this.#ports.moved("rejoining");
    void this.#join(null);
  }

  stop(): void {
    if (this.#over) return;
    this.#over = true;
    this.#round += 1;
    this.#drop();
    this.#ports.moved("over");
  }

  async #join(given: Seat | null): Promise<void> {
    const mine = ++this.#round;
    let seat = given;
    for (let tried = 0; mine === this.#round && !this.#over; tried += 1) {
      this.#drop();
      try {
        seat ??= await this.#ports.seat(this.fingerprint);
        if (mine !== this.#round) return;
        await this.#connect(seat, mine);
        if (mine === this.#round) this.#ports.moved("joined");
        return;
      } catch (error) {
        if (mine !== this.#round) return;
        if (isOver(error)) return this.stop();
        seat = null;
      }
      await pause(WAITS_MS[Math.min(tried, WAITS_MS.length - 1)] ?? 0);
    }
  }

  async #connect(seat: Seat, mine: number): Promise<void> {
    const connection = new RTCPeerConnection({
      certificates: [this.#certificate],
      bundlePolicy: "max-bundle",
      iceServers: seat.ice_servers.map(({ urls, ...rest }) => ({ urls: [...urls], ...rest })),
    });
    this.#connection = connection;
    const inbound = new MediaStream();
    connection.addEventListener("track", ({ track }) => {
      inbound.addTrack(track);
      this.#ports.hear(inbound);
    });
    this.#offerTracks(connection, seat.video);
    const signal = await this.#ports.signal(seat);
    if (mine !== this.#round) return signal.close();
    this.#signal = signal;
    await connection.setLocalDescription();
    const answer = await within(JOIN_MS, signal.offer(connection.localDescription?.sdp ?? ""));
    if (mine !== this.#round) return;
    await connection.setRemoteDescription({ type: "answer", sdp: answer });
    await within(JOIN_MS, connected(connection));
    if (mine === this.#round) this.#watch(connection);
  }

  #offerTracks(connection: RTCPeerConnection, video: boolean): void {
    for (const kind of video ? (["audio", "video"] as const) : (["audio"] as const)) {
      const track = this.#own.getTracks().find((one) => one.kind === kind);
      const line = connection.addTransceiver(track ?? kind, {
        direction: track ? "sendrecv" : "recvonly",
        streams: track ? [this.#own] : [],
        ...(kind === "video" && track ? { sendEncodings: [{ maxBitrate: VIDEO_BPS }] } : {}),
      });
      const known = RTCRtpReceiver.getCapabilities(kind)?.codecs ?? [];
      line.setCodecPreferences(known.filter(({ mimeType }) => CODECS.has(mimeType)));
    }
  }

  #watch(connection: RTCPeerConnection): void {
    let lost: ReturnType<typeof setTimeout> | null = null;
    connection.addEventListener("connectionstatechange", () => {
      if (connection !== this.#connection || this.#over) return;
      if (lost !== null) clearTimeout(lost);
      lost = null;
      const state = connection.connectionState;
      if (state === "failed" || state === "closed") this.rejoin();
      if (state !== "disconnected") return;
      lost = setTimeout(() => {
        const still = connection === this.#connection;
        if (still && connection.connectionState !== "connected") this.rejoin();
      }, LOST_MS);
    });
    this.#before = nothingYet();
    this.#looking = setInterval(() => void this.#look(connection), STATS_MS);
  }

  async #look(connection: RTCPeerConnection): Promise<void> {
    // A browser may refuse, as while the connection closes: the next look counts again.
    const report = await connection.getStats().catch(() => null);
    if (report === null || connection !== this.#connection || this.#over) return;
    const now = totalsOf(report, this.#before.silent);
    const silent = now.received === this.#before.received ? this.#before.silent + 1 : 0;
    this.#ports.measured(qualityOf(this.#before, now, this.#reconnects));
    this.#reconnects = 0;
    this.#before = { ...now, silent };
    if (silent >= SILENT_LOOKS) this.rejoin();
  }

  #drop(): void {
    if (this.#looking !== null) clearInterval(this.#looking);
    this.#looking = null;
    this.#connection?.close();
    this.#connection = null;
    this.#signal?.close();
    this.#signal = null;
  }
}

/** What has come so far, summed over the streams. */
export interface Totals {
  readonly at: number; // ms of the browser's clock
  readonly received: number; // bytes of everything, the hub's answers to our checks included
  readonly media: number; // bytes of sound and picture
  readonly packets: number;
  readonly lost: number;
  readonly freezes: number;
  readonly roundTrip: number | null; // seconds
  readonly width: number | null;
  readonly height: number | null;
  readonly silent: number; // looks in a row in which nothing came
}

export function nothingYet(): Totals {
  return {
    at: 0, received: -1, media: 0, packets: 0, lost: 0, freezes: 0,
    roundTrip: null, width: null, height: null, silent: 0,
  }; // prettier-ignore
}

type Entry = Readonly<Record<string, unknown>> & { readonly type: string };

/** Sum a report of the browser's. */
export function totalsOf(
  report: Iterable<readonly [string, Entry]> | RTCStatsReport,
  silent = 0,
) {
  const sums = { at: 0, received: 0, media: 0, packets: 0, lost: 0, freezes: 0 };
  let roundTrip: number | null = null;
  let width: number | null = null;
  let height: number | null = null;
  for (const [, one] of report as Iterable<readonly [string, Entry]>) {
    sums.at = Math.max(sums.at, number(one["timestamp"]));
    if (one.type === "inbound-rtp") {
      sums.media += number(one["bytesReceived"]);
      sums.packets += number(one["packetsReceived"]);
      sums.lost += Math.max(0, number(one["packetsLost"]));
      sums.freezes += number(one["freezeCount"]);
      if (one["kind"] === "video") {
        width = number(one["frameWidth"]) || null;
        height = number(one["frameHeight"]) || null;
      }
    } else if (one.type === "candidate-pair" && one["nominated"] === true) {
      sums.received += number(one["bytesReceived"]) + number(one["responsesReceived"]);
      roundTrip = number(one["currentRoundTripTime"]) || roundTrip;
    }
  }
  return { ...sums, roundTrip, width, height, silent };
}

/** What happened between two looks. */
export function qualityOf(before: Totals, now: Totals, reconnects: number): Quality {
  const packets = Math.max(0, now.packets - before.packets);
  const lost = Math.max(0, now.lost - before.lost);
  const seconds = before.at > 0 ? (now.at - before.at) / 1000 : STATS_MS / 1000;
  return {
    loss_percent: packets + lost === 0 ? 0 : round((100 * lost) / (packets + lost)),
    round_trip_ms: now.roundTrip === null ? null : round(now.roundTrip * 1000),
    freezes: Math.max(0, now.freezes - before.freezes),
    reconnects,
    received_kbps: round((Math.max(0, now.media - before.media) * 8) / 1000 / seconds),
    width: now.width,
    height: now.height,
  };
}

function number(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function isOver(error: unknown): boolean {
  if (error instanceof Refused) return error.message === "call_over";
  const code = (error as { code?: unknown } | null)?.code;
  return code === "call_over" || code === "not_yours" || code === "no_call";
}

function connected(connection: RTCPeerConnection): Promise<void> {
  return new Promise((good, bad) => {
    const look = () => {
      if (connection.connectionState === "connected") good();
      if (["failed", "closed"].includes(connection.connectionState)) {
        bad(new Refused("not_connected"));
      }
    };
    connection.addEventListener("connectionstatechange", look);
    look();
  });
}

function within<T>(ms: number, wait: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_, bad) => {
    timer = setTimeout(() => bad(new Refused("late")), ms);
  });
  return Promise.race([wait, late]).finally(() => clearTimeout(timer));
}

function pause(ms: number): Promise<void> {
  return new Promise((good) => setTimeout(good, ms));
}
