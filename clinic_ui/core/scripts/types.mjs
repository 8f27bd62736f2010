// Write core/src/api.ts from core/openapi.json; with --check only tell whether it is current.
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const target = new URL("../src/api.ts", import.meta.url);
const HEAD = "/* Generated from core/openapi.json by `npm run types`. Do not edit. */\n\n";

/** Routes are named by their paths here, so the operations stay inside them, without names. */
async function hubDocument() {
  const text = await readFile(new URL("../openapi.json", import.meta.url), "utf8");
  const document = JSON.parse(text);
  for (const route of Object.values(document.paths)) {
    for (const operation of Object.values(route)) delete operation.operationId;
  }
  return document;
}

const ast = await openapiTS(await hubDocument(), {
  immutable: true,
  exportType: true,
  defaultNonNullable: false, // what has a default may be left out
});
const text = HEAD + astToString(ast);
if (process.argv.includes("--check")) {
  const kept = await readFile(target, "utf8").catch(() => "");
  if (kept !== text) {
    console.error("core/src/api.ts is not what core/openapi.json says: run `npm run types`.");
    process.exit(1);
  }
} else {
  await writeFile(target, text);
}
