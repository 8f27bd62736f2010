/** Signed requests: the hub's profile of RFC 9421, with a P-256 key that never leaves WebCrypto. */

const ALL = '("@method" "@path" "content-digest" "content-type")';
const BARE = '("@method" "@path")';
export const JSON_TYPE = "application/json";
const DIGEST = { name: "ECDSA", hash: "SHA-256" };

export interface Signing {
  readonly deviceId: string;
  readonly key: CryptoKey;
}

export interface Words {
  readonly method: string;
  readonly path: string;
  /** Null: the request has no body. */
  readonly body: string | null;
  /** Unix seconds on the hub's clock, as far as we know it. */
  readonly created: number;
}

const encoder = new TextEncoder();

export function base64(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}

/** `Content-Digest` of RFC 9530. */
export async function contentDigest(body: string): Promise<string> {
  return `sha-256=:${base64(await crypto.subtle.digest("SHA-256", encoder.encode(body)))}:`;
}

/** The parameters and the bytes that are signed (RFC 9421 §2.5). */
export function signatureBase(
  words: Words,
  deviceId: string,
  digest: string | null,
): { readonly params: string; readonly base: string } {
  const covered = digest === null ? BARE : ALL;
  const params = `${covered};created=${words.created};keyid="${deviceId}";alg="ecdsa-p256-sha256"`;
  const lines = [`"@method": ${words.method}`, `"@path": ${words.path}`];
  if (digest !== null)
    lines.push(`"content-digest": ${digest}`, `"content-type": ${JSON_TYPE}`);
  lines.push(`"@signature-params": ${params}`);
  return { params, base: lines.join("\n") };
}

/** The base64 of 64 bytes over `text`. */
export async function sign(key: CryptoKey, text: string): Promise<string> {
  return base64(await crypto.subtle.sign(DIGEST, key, encoder.encode(text)));
}

/** The header fields that make a request ours. */
export async function signedHeaders(
  signing: Signing,
  words: Words,
): Promise<Record<string, string>> {
  const digest = words.body === null ? null : await contentDigest(words.body);
  const { params, base } = signatureBase(words, signing.deviceId, digest);
  return {
    ...(digest === null ? {} : { "content-digest": digest, "content-type": JSON_TYPE }),
    "signature-input": `sig1=${params}`,
    signature: `sig1=:${await sign(signing.key, base)}:`,
  };
}
