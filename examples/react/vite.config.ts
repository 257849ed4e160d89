import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const starter = process.env.VITE_STARTER_URL ?? "http://localhost:3000";

// Serves the Ory paths that this app calls on its own origin: no CORS, and cookies are first-party.
// The starter forwards them to its Ory. In production your web server does the same.
const proxy = { "/sessions/whoami": starter, "/self-service": starter };

const port = Number(process.env.PORT ?? 3002);

export default defineConfig({
  plugins: [react()],
  build: {
    rollupOptions: {
      // Warnings about comments in zod, which don't matter here.
      onwarn: (warning, warn) => warning.code === "INVALID_ANNOTATION" || warn(warning),
    },
  },
  server: { port, strictPort: true, proxy },
  preview: { port, strictPort: true, proxy },
});
