import type { Metadata } from "next";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { siteName } from "@/lib/site";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: siteName, template: `%s · ${siteName}` },
  description:
    "A Next.js App Router starter whose pages are protected with Ory sessions, with a real Ory Kratos on your machine.",
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Rendered anew for each request: a prerendered page could not carry the nonce of its answer.
  await connection();
  return (
    <html lang="en">
      <body className="bg-canvas text-ink flex min-h-dvh flex-col font-sans antialiased">
        {children}
      </body>
    </html>
  );
}
