import preact from "@preact/preset-vite";
import { defineConfig } from "vite";

// `npm run dev` shows the console of a service that runs elsewhere.
const service = process.env.KOKO_SERVICE ?? "http://127.0.0.1:8080";
const passed = Object.fromEntries(
  ["/v1", "/metrics", "/console/session", "/console/sign-in", "/console/sign-out", "/console/first"].map((path) => [
    path,
    { target: service, ws: true },
  ]),
);

export default defineConfig({
  base: "/console/",
  plugins: [preact({ prefreshEnabled: true })],
  // Small pictures would become data: in styles; as files they need no exception in the content security policy.
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false }, reportCompressedSize: true },
  server: { proxy: passed },
});
