import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin, type Rolldown } from "vite";

const hub = process.env["TELECARE_HUB"] ?? "http://127.0.0.1:8000";

/** The font's licence travels with the font (SIL Open Font License 1.1, §2). */
function fontLicence(): Plugin {
  const file = fileURLToPath(import.meta.resolve("pretendard/dist/LICENSE.txt"));
  return {
    name: "font-licence",
    generateBundle() {
      const source = readFileSync(file, "utf8");
      this.emitFile({ type: "asset", fileName: "assets/pretendard-OFL.txt", source });
    },
  };
}

/** The worker of the visits knows that page's own files, and keeps nothing else. */
function visitsWorker(): Plugin {
  const source = readFileSync(resolve(import.meta.dirname, "visits-worker.js"), "utf8");
  return {
    name: "visits-worker",
    enforce: "post",
    generateBundle(_, bundle) {
      const files = [...filesOf(bundle, "visits")].map((name) => `/${name}`).sort();
      const listed = JSON.stringify(["/visits.html", ...files]);
      const version = createHash("sha256").update(listed).digest("hex").slice(0, 8);
      const filled = source.replace("__FILES__", listed).replace("__VERSION__", version);
      this.emitFile({ type: "asset", fileName: "visits-worker.js", source: filled });
    },
  };
}

/** A page's script, the parts it imports, and their styles. */
function filesOf(bundle: Rolldown.OutputBundle, page: string): ReadonlySet<string> {
  const files = new Set<string>();
  const add = (name: string): void => {
    const chunk = bundle[name];
    if (files.has(name) || chunk?.type !== "chunk") return;
    files.add(name);
    const meta = chunk as { viteMetadata?: { importedCss: Set<string> } };
    meta.viteMetadata?.importedCss.forEach((css) => files.add(css));
    chunk.imports.forEach(add);
  };
  for (const [name, chunk] of Object.entries(bundle)) {
    if (chunk.type === "chunk" && chunk.isEntry && chunk.name === page) add(name);
  }
  if (files.size === 0) throw new Error(`the page ${page} is not in the build`);
  return files;
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), fontLicence(), visitsWorker()],
  build: {
    outDir: "../../telecare/static/staff",
    emptyOutDir: true,
    assetsInlineLimit: 0, // no data: addresses, so that the hub's content policy stays strict
    target: "es2024",
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: {
        index: resolve(import.meta.dirname, "index.html"),
        visits: resolve(import.meta.dirname, "visits.html"),
      },
    },
  },
  server: {
    host: "127.0.0.1",
    proxy: {
      "/api": hub,
      "/handbook": hub,
      "/socket.io": { target: hub, ws: true },
    },
  },
});
