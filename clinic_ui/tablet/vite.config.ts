import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const hub = process.env["TELECARE_HUB"] ?? "http://127.0.0.1:8000";
const here = import.meta.dirname;

/** A digest of what the app is made of: eight characters that name a build. */
function digest(): string {
  const whole = createHash("sha256");
  const files = globSync("{src,public,clips}/**/*.*", { cwd: here }).sort();
  for (const file of files) whole.update(file).update(readFileSync(resolve(here, file)));
  return whole.digest("hex").slice(0, 8);
}

/** The service worker knows every file of its build, and the font's licence travels along. */
function worker(version: string): Plugin {
  const source = readFileSync(resolve(here, "sw.js"), "utf8");
  const licence = fileURLToPath(import.meta.resolve("pretendard/dist/LICENSE.txt"));
  return {
    name: "service-worker",
    generateBundle(_, bundle) {
      const made = Object.keys(bundle).filter((name) => !name.endsWith(".html"));
      const given = globSync("**/*.*", { cwd: resolve(here, "public") });
      const files = JSON.stringify(["./", ...made, ...given].sort());
      const filled = source.replace("__FILES__", files).replace("__VERSION__", version);
      this.emitFile({ type: "asset", fileName: "sw.js", source: filled });
      this.emitFile({
        type: "asset",
        fileName: "assets/pretendard-OFL.txt",
        source: readFileSync(licence, "utf8"),
      });
    },
  };
}

/** What is needed before the first paint is one file: it compresses better than several. */
const FIRST = {
  name: "first",
  test: /preact\/(?!hooks)|tablet\/src\/(?!call\/|enrol|later|live)|sentences\.json/,
};

const version = digest();

export default defineConfig({
  root: here,
  base: "/tablet/",
  plugins: [worker(version)],
  define: { __VERSION__: JSON.stringify(version) },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../../telecare/static/tablet",
    emptyOutDir: true,
    assetsInlineLimit: 0, // no data: addresses, so that the hub's content policy stays strict
    modulePreload: false,
    rolldownOptions: { output: { codeSplitting: { groups: [FIRST] } } },
    target: "es2024",
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/device": hub, "/socket.io": { target: hub, ws: true } },
  },
});
