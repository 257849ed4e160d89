import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const starter = process.env.VITE_STARTER_URL ?? "http://localhost:3000";

// The paths of Ory that the app calls, served on its own origin: no CORS, and cookies are first-party.
// The starter passes them on to whichever Ory it uses. In production your web server does the same.
const proxy = { "/sessions/whoami": starter, "/self-service": starter };

const port = Number(process.env.PORT ?? 3002);

export default defineConfig({
  plugins: [react()],
  build: {
    rollupOptions: {
      // About comments in zod that concern nobody here.
      onwarn: (warning, warn) => warning.code === "INVALID_ANNOTATION" || warn(warning),
    },
  },
  server: { port, strictPort: true, proxy },
  preview: { port, strictPort: true, proxy },
});
