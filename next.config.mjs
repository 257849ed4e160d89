/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  // Over a megabyte: bundling it would delay the first page in development.
  serverExternalPackages: ["@ory/client"],
  // "npm test" can run next to "npm run dev", with its own build folder.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  // "npm test" checks types in a separate step.
  typescript: { ignoreBuildErrors: process.env.NEXT_SKIP_TYPE_CHECK === "1" },
  // Keeps the requested URL byte for byte: normalizing turns `%20` into `+`.
  skipProxyUrlNormalize: true,
  // The unused image optimizer would write a new file for each requested URL.
  images: { unoptimized: true },
  experimental: {
    // Requests are held in memory. Raise both limits for an action that takes files.
    serverActions: { bodySizeLimit: "64kb" },
    proxyClientMaxBodySize: "64kb",
  },
  // For container images: runs without node_modules. "next start" can't serve it.
  output: process.env.NEXT_OUTPUT === "standalone" ? "standalone" : undefined,
  async rewrites() {
    // Next.js would serve its prerendered error page here, cacheable for a year.
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
        // Must not be sent over plain http (RFC 6797, 7.2).
        source: "/(.*)",
        has: [{ type: "header", key: "x-forwarded-proto", value: "https" }],
        headers: [{ key: "Strict-Transport-Security", value: "max-age=63072000" }],
      },
    ];
  },
};

// Ory's paths, and the forms that post to them, need the root of the host.
if ("basePath" in config) {
  throw new Error(
    "This app can't run below a basePath: give it a host name of its own, such as app.example.com.",
  );
}

export default config;
