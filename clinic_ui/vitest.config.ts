import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["core/tests/**/*.test.ts", "staff/src/**/*.test.ts", "tablet/tests/**/*.test.ts"],
    environment: "node",
  },
});
