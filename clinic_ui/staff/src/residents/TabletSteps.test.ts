import { expect, test } from "vitest";
import { enrolAddress } from "./TabletSteps.tsx";

test("the code of a tablet never leaves for a server with the address", () => {
  const address = new URL(enrolAddress("https://hub.example", "ABCD-EFGH"));

  expect(address.pathname).toBe("/tablet/");
  expect(address.search).toBe("");
  expect(address.hash).toBe("#code=ABCD-EFGH");
});
