/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  // A file of over a megabyte: bundling it is what a first page in development would wait for.
  serverExternalPackages: ["@ory/client"],
  // "npm test" runs beside "npm run dev": each has its own build folder.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  // "npm test" checks the types of everything in a step of its own.
  typescript: { ignoreBuildErrors: process.env.NEXT_SKIP_TYPE_CHECK === "1" },
  // The address that was asked for, byte for byte: as parsed and written again, `%20` becomes `+`.
  skipProxyUrlNormalize: true,
  // Nothing here uses the image optimizer, which makes a new file for each address that it is asked for.
  images: { unoptimized: true },
  experimental: {
    // All requests together have to fit into memory. Raise both for an action that takes files.
    serverActions: { bodySizeLimit: "64kb" },
    proxyClientMaxBodySize: "64kb",
  },
  // A folder that runs without node_modules, for images. "next start" does not serve it.
  output: process.env.NEXT_OUTPUT === "standalone" ? "standalone" : undefined,
  async rewrites() {
    // Next.js would serve its prerendered error page here, and have caches keep it for a year.
    return { beforeFiles: [{ source: "/_global-error", destination: "/404" }] };
  },
  async headers() {
    return [
      {
        source: "/(.*)",
        headers: [
          { key: "X-Content-Type-Options", value: "nosniff" },
          { key: "Referrer-Policy", value: "same-origin" },
          {
            key: "Permissions-Policy",
            value: "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
          },
        ],
      },
      {
        // Browsers must not be told so on plain http (RFC 6797, 7.2).
        source: "/(.*)",
        has: [{ type: "header", key: "x-forwarded-proto", value: "https" }],
        headers: [{ key: "Strict-Transport-Security", value: "max-age=63072000" }],
      },
    ];
  },
};

// Ory's paths and the forms that post to them are at the root of the host.
if ("basePath" in config) {
  throw new Error(
    "This app can't run below a basePath: give it a host name of its own, such as app.example.com.",
  );
}

export default config;
