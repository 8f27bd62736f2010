/** Enrolment: a code typed once by whoever puts the tablet up, or carried by the QR's address. */

import { Component, type VNode } from "preact";
import { base64, JSON_TYPE, sign } from "./signing.ts";
import type { Facts, Store } from "./store.ts";

const ENROLMENTS = "/device/v1/enrolments";
const CURVE = { name: "ECDSA", namedCurve: "P-256" };

interface Refusal {
  readonly message: string;
  readonly message_ko?: string;
}

export interface EnrolProps {
  readonly store: Store;
  readonly version: string;
  readonly code: string;
  readonly done: (device: Facts["device"], offset: number) => void;
}

interface EnrolState {
  readonly busy: boolean;
  readonly said: string | null;
}

/** A new pair; the private half cannot be read out, only used. */
export function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);
}

/** What redeems an enrolment code: the public key and the proof that we hold the private one. */
export async function enrolmentBody(
  keys: CryptoKeyPair,
  code: string,
  software: string,
): Promise<string> {
  return JSON.stringify({
    code,
    algorithm: "ecdsa-p256-sha256",
    public_key: base64(await crypto.subtle.exportKey("spki", keys.publicKey)),
    proof: await sign(keys.privateKey, `telecare-enrol\n${code}`),
    software,
  });
}

/** Redeem a code; the key is kept first, so a lost answer can be asked for again. */
export async function enrol(
  store: Store,
  version: string,
  code: string,
): Promise<{ device: Facts["device"]; offset: number } | Refusal> {
  const keys = (await store.get("keys")) ?? (await newKeys());
  await store.set("keys", keys);
  const body = await enrolmentBody(keys, code, version);
  const headers = { "content-type": JSON_TYPE };
  const response = await fetch(ENROLMENTS, { method: "POST", headers, body });
  const said = (await response.json()) as Refusal & {
    device_id: string;
    resident_zone: string;
    hub_time: string;
  };
  if (response.status !== 201) return said;
  const device = { deviceId: said.device_id, zone: said.resident_zone };
  const offset = Date.parse(said.hub_time) - Date.now();
  await store.set("device", device);
  await store.set("offset", offset);
  await store.forget("revoked");
  return { device, offset };
}

export class Enrol extends Component<EnrolProps, EnrolState> {
  override state: EnrolState = { busy: false, said: null };

  override componentDidMount(): void {
    if (this.props.code) void this.redeem(this.props.code);
  }

  async redeem(code: string): Promise<void> {
    if (this.state.busy || !code.trim()) return;
    this.setState({ busy: true, said: null });
    const { store, version, done } = this.props;
    try {
      const answer = await enrol(store, version, code.trim().toUpperCase());
      if ("device" in answer) return done(answer.device, answer.offset);
      this.setState({ said: `${answer.message_ko ?? ""} ${answer.message}`.trim() });
    } catch {
      this.setState({ said: "허브에 연결되지 않아요. The hub cannot be reached." });
    }
    this.setState({ busy: false });
  }

  override render(): VNode {
    return (
      <main class="middle enrol">
        <h1>
          태블릿 등록 <span lang="en">Set up this tablet</span>
        </h1>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void this.redeem(String(new FormData(event.currentTarget).get("code")));
          }}
        >
          <label>
            등록 번호 <span lang="en">Code</span>
            <input
              name="code"
              defaultValue={this.props.code}
              autocomplete="off"
              autocapitalize="characters"
              placeholder="XXXX-XXXX"
            />
          </label>
          <button type="submit" class="b other ok" aria-disabled={this.state.busy}>
            <span>
              등록 · <span lang="en">Set up</span>
            </span>
          </button>
        </form>
        <p class="below" role="alert">
          {this.state.said}
        </p>
      </main>
    );
  }
}

/** A revoked tablet has forgotten whose it was and what they read: it says it in both. */
export function Revoked(): VNode {
  return (
    <main class="middle">
      <h1>이 태블릿은 쓰지 않습니다</h1>
      <p class="below">담당 선생님께 알려 주세요</p>
      <h1 lang="en">This tablet is no longer in use</h1>
      <p class="below" lang="en">
        Please tell your caseworker
      </p>
    </main>
  );
}
