import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  fingerprintOf,
  nothingYet,
  Peer,
  qualityOf,
  Refused,
  totalsOf,
  type PeerState,
  type Quality,
  type Seat,
  type Signal,
} from "../src/rtc.ts";

const PRINT = "AA:BB:CC";

/** A connection that joins as soon as it has an answer, and fails when we say so. */
class FakeConnection extends EventTarget {
  static made: FakeConnection[] = [];
  connectionState = "new";
  localDescription: { sdp: string } | null = null;
  closed = false;
  bytes = 0;
  readonly lines: { kind: string; direction: string; codecs: string[] }[] = [];
  readonly configuration: RTCConfiguration;

  constructor(configuration: RTCConfiguration) {
    super();
    this.configuration = configuration;
    FakeConnection.made.push(this);
  }

  static readonly generateCertificate = vi.fn();

  addTransceiver(track: string | { kind: string }, { direction }: { direction: string }) {
    const kind = typeof track === "string" ? track : track.kind;
    const line = { kind, direction, codecs: [] as string[] };
    this.lines.push(line);
    return {
      setCodecPreferences: (codecs: readonly { mimeType: string }[]) => {
        line.codecs = codecs.map(({ mimeType }) => mimeType);
      },
    };
  }

  async setLocalDescription() {
    this.localDescription = { sdp: `offer ${FakeConnection.made.length}` };
  }

  async setRemoteDescription() {
    this.moves("connected");
  }

  async getStats() {
    return new Map([
      ["pair", { type: "candidate-pair", nominated: true, bytesReceived: this.bytes }],
    ]);
  }

  moves(state: string) {
    this.connectionState = state;
    this.dispatchEvent(new Event("connectionstatechange"));
  }

  close() {
    this.closed = true;
  }
}

const certificate = {
  getFingerprints: () => [{ algorithm: "sha-256", value: PRINT.toLowerCase() }],
} as unknown as RTCCertificate;

function seat(token: string, video = true): Seat {
  return {
    consultation_id: "c", side: "caller", token, video,
    expires_at: "2026-11-22T00:00:00Z",
    ice_servers: [{ urls: ["turn:turn.home.arpa"], username: "u", credential: "k" }],
  } as Seat; // prettier-ignore
}

function bench(offer: (sdp: string) => Promise<string> = async () => "answer") {
  const states: PeerState[] = [];
  const asked: string[] = [];
  const tokens: string[] = [];
  const measured: Quality[] = [];
  const closed = vi.fn();
  const own = { getTracks: () => [{ kind: "audio" }] } as unknown as MediaStream;
  const peer = new Peer(certificate, own, {
    seat: async (fingerprint) => {
      asked.push(fingerprint);
      return seat(`again ${asked.length}`);
    },
    signal: async ({ token }): Promise<Signal> => {
      tokens.push(token);
      return { offer, close: closed };
    },
    hear: () => undefined,
    moved: (state) => states.push(state),
    measured: (quality) => measured.push(quality),
  });
  return { peer, states, asked, tokens, measured, closed };
}

const newest = (): FakeConnection => {
  const found = FakeConnection.made.at(-1);
  if (!found) throw new Error("no connection was made");
  return found;
};

beforeEach(() => {
  vi.useFakeTimers();
  FakeConnection.made = [];
  vi.stubGlobal("RTCPeerConnection", FakeConnection);
  vi.stubGlobal("MediaStream", class {});
  vi.stubGlobal("RTCRtpReceiver", {
    getCapabilities: (kind: string) => ({
      codecs: ["VP8", "H264", "rtx", "opus", "PCMU"].map((name) => ({
        mimeType: `${kind}/${name}`,
      })),
    }),
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a fingerprint is written as session descriptions write it", () => {
  expect(fingerprintOf(certificate)).toBe(`sha-256 ${PRINT}`);
});

test("the first join takes the seat it was given, and no server but the seat's", async () => {
  const { peer, states, asked, tokens } = bench();

  await peer.start(seat("first"));

  expect(states).toEqual(["joining", "joined"]);
  expect(asked).toEqual([]);
  expect(tokens).toEqual(["first"]);
  const { configuration, lines } = newest();
  expect(configuration.certificates).toEqual([certificate]);
  expect(configuration.iceServers).toEqual([
    { urls: ["turn:turn.home.arpa"], username: "u", credential: "k" },
  ]);
  expect(lines).toEqual([
    { kind: "audio", direction: "sendrecv", codecs: ["audio/opus"] },
    { kind: "video", direction: "recvonly", codecs: ["video/VP8", "video/rtx"] },
  ]);
  peer.stop();
});

test("a voice call offers no picture", async () => {
  const { peer } = bench();

  await peer.start(seat("first", false));

  expect(newest().lines.map(({ kind }) => kind)).toEqual(["audio"]);
  peer.stop();
});

test("more than two seconds without a connection make a new one with a new seat", async () => {
  const { peer, states, asked, tokens } = bench();
  await peer.start(seat("first"));
  const first = newest();

  first.moves("disconnected");
  await vi.advanceTimersByTimeAsync(1900);
  expect(FakeConnection.made).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(200);

  expect(first.closed).toBe(true);
  expect(FakeConnection.made).toHaveLength(2);
  expect(asked).toEqual([`sha-256 ${PRINT}`]);
  expect(tokens).toEqual(["first", "again 1"]);
  expect(states).toEqual(["joining", "joined", "rejoining", "joined"]);
  peer.stop();
});

test("a short break is waited out", async () => {
  const { peer } = bench();
  await peer.start(seat("first"));

  newest().moves("disconnected");
  await vi.advanceTimersByTimeAsync(1000);
  newest().moves("connected");
  newest().bytes = 1;
  await vi.advanceTimersByTimeAsync(2000);

  expect(FakeConnection.made).toHaveLength(1);
  peer.stop();
});

test("a line on which nothing comes any more is made anew", async () => {
  const { peer, states } = bench();
  await peer.start(seat("first"));

  await vi.advanceTimersByTimeAsync(6100);

  expect(states).toContain("rejoining");
  peer.stop();
});

test("a look the browser refuses is left out, and the next one counts", async () => {
  const { peer, measured, states } = bench();
  await peer.start(seat("first"));
  const refused = vi.spyOn(newest(), "getStats").mockRejectedValueOnce(new Error("closed"));

  await vi.advanceTimersByTimeAsync(2100);
  expect(refused).toHaveBeenCalledTimes(1);
  expect(measured).toEqual([]);
  newest().bytes = 1;
  await vi.advanceTimersByTimeAsync(2000);

  expect(measured).toHaveLength(1);
  expect(states).toEqual(["joining", "joined"]);
  peer.stop();
});

test("an offer the hub cannot pass on is made again, later and later", async () => {
  const offer = vi
    .fn<(sdp: string) => Promise<string>>()
    .mockRejectedValueOnce(new Refused("media_away"))
    .mockRejectedValueOnce(new Refused("media_away"))
    .mockResolvedValue("answer");
  const { peer, states } = bench(offer);

  void peer.start(seat("first"));
  await vi.advanceTimersByTimeAsync(200);
  expect(offer).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(100);
  expect(offer).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(500);

  expect(offer).toHaveBeenCalledTimes(3);
  expect(states).toEqual(["joining", "joined"]);
  peer.stop();
});

test("a call that is over is not joined again", async () => {
  const { peer, states } = bench(async () => Promise.reject(new Refused("call_over")));

  await peer.start(seat("first"));
  await vi.advanceTimersByTimeAsync(60_000);

  expect(states).toEqual(["joining", "over"]);
  expect(FakeConnection.made).toHaveLength(1);
});

test("after the end nothing is left open and nothing comes back", async () => {
  const { peer, states, closed } = bench();
  await peer.start(seat("first"));

  peer.stop();
  peer.rejoin();
  newest().moves("failed");
  await vi.advanceTimersByTimeAsync(60_000);

  expect(newest().closed).toBe(true);
  expect(closed).toHaveBeenCalledTimes(1);
  expect(states).toEqual(["joining", "joined", "over"]);
});

test("what is measured every two seconds is what happened in them", () => {
  const stats = (at: number, packets: number, lost: number, bytes: number, freezes: number) =>
    totalsOf([
      ["audio", { type: "inbound-rtp", kind: "audio", packetsReceived: 0, timestamp: at }],
      [
        "video",
        {
          type: "inbound-rtp", kind: "video", timestamp: at, packetsReceived: packets,
          packetsLost: lost, bytesReceived: bytes, freezeCount: freezes,
          frameWidth: 640, frameHeight: 480,
        }, // prettier-ignore
      ],
      ["pair", { type: "candidate-pair", nominated: true, currentRoundTripTime: 0.042 }],
    ]);

  const quality = qualityOf(stats(1000, 100, 1, 10_000, 0), stats(3000, 190, 11, 60_000, 2), 1);

  expect(quality).toEqual({
    loss_percent: 10, round_trip_ms: 42, freezes: 2, reconnects: 1,
    received_kbps: 200, width: 640, height: 480,
  }); // prettier-ignore
});

test("a first look has nothing before it", () => {
  expect(qualityOf(nothingYet(), totalsOf([]), 0)).toMatchObject({
    loss_percent: 0,
    round_trip_ms: null,
    received_kbps: 0,
  });
});
