import { defineConfig } from "vite";

// CHANCERY_API: where `npm run dev` finds the server (or `npm run mock`).
const api = process.env["CHANCERY_API"] ?? "http://127.0.0.1:8642";

export default defineConfig({
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  build: {
    target: ["chrome111", "firefox128", "safari17.4"],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    cssCodeSplit: true,
    chunkSizeWarningLimit: 200,
  },
  server: { proxy: { "/v1": api, "/openapi.json": api } },
});
