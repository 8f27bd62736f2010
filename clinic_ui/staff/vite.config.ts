import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

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

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), fontLicence()],
  build: {
    outDir: "../../telecare/static/staff",
    emptyOutDir: true,
    assetsInlineLimit: 0, // no data: addresses, so that the hub's content policy stays strict
    target: "es2024",
    chunkSizeWarningLimit: 700,
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
