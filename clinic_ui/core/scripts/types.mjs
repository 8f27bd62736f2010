// Write core/src/api.ts from core/openapi.json; with --check only tell whether it is current.
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const document = new URL("../openapi.json", import.meta.url);
const target = new URL("../src/api.ts", import.meta.url);
const HEAD = "/* Generated from core/openapi.json by `npm run types`. Do not edit. */\n\n";

const text =
  HEAD +
  astToString(
    await openapiTS(document, { immutable: true, exportType: true, defaultNonNullable: false }),
  );
if (process.argv.includes("--check")) {
  const kept = await readFile(target, "utf8").catch(() => "");
  if (kept !== text) {
    console.error("core/src/api.ts is not what core/openapi.json says: run `npm run types`.");
    process.exit(1);
  }
} else {
  await writeFile(target, text);
}
