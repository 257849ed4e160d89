import { fileURLToPath } from "node:url";

/** @type {import("next").NextConfig} */
export default {
  // The apps share the packages in a folder above.
  turbopack: { root: fileURLToPath(new URL("../..", import.meta.url)) },
  // "npm run check" in maintain/ checks the types.
  typescript: { ignoreBuildErrors: true },
};
