/** Passkeys by the browser's own JSON forms of WebAuthn. */

import type { Client } from "@telecare/core/client";
import type { Session } from "@telecare/core/shapes";

/** The person turned the browser's question away, or the browser knows no passkeys. */
export class PasskeyFailed extends Error {
  override readonly name = "PasskeyFailed";
}

interface Options<T> {
  readonly publicKey: T;
}

export async function registerPasskey(hub: Client, label: string): Promise<Session> {
  const { publicKey: options } = await hub.post<
    Options<PublicKeyCredentialCreationOptionsJSON>
  >("/api/session/second-factor/passkey/options");
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const made = await asked(() => navigator.credentials.create({ publicKey }));
  return hub.post<Session>("/api/session/second-factor/passkey", {
    label,
    credential: made.toJSON(),
  });
}

export async function assertPasskey(hub: Client): Promise<Session> {
  const { publicKey: options } = await hub.post<Options<PublicKeyCredentialRequestOptionsJSON>>(
    "/api/session/passkey/options",
  );
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const shown = await asked(() => navigator.credentials.get({ publicKey }));
  return hub.post<Session>("/api/session/passkey", { credential: shown.toJSON() });
}

async function asked(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const credential = await ask();
    if (credential instanceof PublicKeyCredential) return credential;
  } catch (error) {
    throw new PasskeyFailed("the browser gave no passkey", { cause: error });
  }
  throw new PasskeyFailed("the browser gave no passkey");
}
