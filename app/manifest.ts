import type { MetadataRoute } from "next";
import { site } from "@/lib/words";
import { siteName } from "@/lib/words/site";

/** Sets no colors, because a manifest has no dark mode. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: siteName,
    short_name: siteName,
    description: site.description,
    start_url: "/",
    display: "browser",
    icons: [
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
      { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icon-maskable.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
  };
}
