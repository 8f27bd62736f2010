import { describe, expect, it } from "vitest";
import { newKeys } from "../src/enrol.tsx";
import { contentDigest, signatureBase, signedHeaders } from "../src/signing.ts";

const DEVICE = "2f6f9ac4-5c1e-4d0e-9d1b-0f2a7f4f4a11";

describe("the signature of a request", () => {
  it("covers what telecare.protocol.signature expects, byte for byte", async () => {
    const body = '{"a":1}';
    const digest = await contentDigest(body);
    expect(digest).toBe("sha-256=:AVq9f1zFei3ZS3WQ8ErYCEJzkF7jPsXOvq5iJ2qX+GI=:"); // by Python
    const words = {
      method: "POST",
      path: "/device/v1/observations",
      body,
      created: 1795306200,
    };
    expect(signatureBase(words, DEVICE, digest).base).toBe(
      [
        '"@method": POST',
        '"@path": /device/v1/observations',
        `"content-digest": ${digest}`,
        '"content-type": application/json',
        '"@signature-params": ("@method" "@path" "content-digest" "content-type")' +
          `;created=1795306200;keyid="${DEVICE}";alg="ecdsa-p256-sha256"`,
      ].join("\n"),
    );
  });

  it("has 64 bytes and covers no body that is not there", async () => {
    const keys = await newKeys();
    expect(keys.privateKey.extractable).toBe(false);
    const words = { method: "GET", path: "/device/v1/tablet", body: null, created: 1795306200 };
    const headers = await signedHeaders({ deviceId: DEVICE, key: keys.privateKey }, words);
    expect(Object.keys(headers)).toEqual(["signature-input", "signature"]);
    expect(headers["signature"]).toMatch(/^sig1=:[A-Za-z0-9+/]{86}==:$/);
  });
});
