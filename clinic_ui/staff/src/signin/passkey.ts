/** Passkeys by the browser's own JSON forms of WebAuthn. */

import type { Client } from "@telecare/core/client";
import type { ClinicalNote, Session } from "@telecare/core/shapes";

/** The person turned the browser's question away, or the browser knows no passkeys. */
export class PasskeyFailed extends Error {
  override readonly name = "PasskeyFailed";
}

export async function registerPasskey({ ask }: Client, label: string): Promise<Session> {
  const said = await ask("post", "/api/session/second-factor/passkey/options", {});
  const options = said.publicKey as unknown as PublicKeyCredentialCreationOptionsJSON;
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const made = await asked(() => navigator.credentials.create({ publicKey }));
  const body = { label, credential: made.toJSON() };
  return ask("post", "/api/session/second-factor/passkey", { body });
}

export async function assertPasskey({ ask }: Client): Promise<Session> {
  const said = await ask("post", "/api/session/passkey/options", { body: {} });
  const options = said.publicKey as unknown as PublicKeyCredentialRequestOptionsJSON;
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const shown = await asked(() => navigator.credentials.get({ publicKey }));
  return ask("post", "/api/session/passkey", { body: { credential: shown.toJSON() } });
}

/** Sign the newest version of a note: the challenge is the digest of the hub's statement. */
export async function signWithPasskey(
  { ask }: Client,
  path: { readonly call_id: string },
  version: number,
): Promise<ClinicalNote> {
  const start = "/api/calls/{call_id}/note/sign/options";
  const { statement, publicKey: said } = await ask("post", start, { path, body: { version } });
  const options = said as unknown as PublicKeyCredentialRequestOptionsJSON;
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const shown = await asked(() => navigator.credentials.get({ publicKey }));
  const body = { statement, credential: shown.toJSON() };
  return ask("post", "/api/calls/{call_id}/note/sign", { path, body });
}

async function asked(question: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const credential = await question();
    if (credential instanceof PublicKeyCredential) return credential;
  } catch (error) {
    throw new PasskeyFailed("the browser gave no passkey", { cause: error });
  }
  throw new PasskeyFailed("the browser gave no passkey");
}
