import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { ThemeSwitch } from "@/components/ui/theme-switch";
import { originForHost } from "@/lib/server/app-url";
import { env } from "@/lib/server/env";
import { site } from "@/lib/words";
import { language, siteName } from "@/lib/words/site";
import { readTheme, themeCookie } from "@/lib/server/theme";
import { font } from "./font";
import "./globals.css";

export function generateMetadata(): Metadata {
  return {
    // Open Graph needs absolute URLs.
    metadataBase: new URL(originForHost(env().appOrigins, null)),
    title: { default: siteName, template: `%s · ${siteName}` },
    description: site.description,
    openGraph: { type: "website", siteName },
    // Only the start page should be indexed: the others are personal, or begin a flow.
    robots: { index: false },
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Rendered per request: a prerendered page has neither the reader's theme nor a nonce.
  const theme = readTheme((await cookies()).get(themeCookie)?.value);
  return (
    <html lang={language} data-theme={theme} className={font.variable}>
      <body className="bg-canvas text-ink relative isolate flex min-h-dvh flex-col font-sans antialiased">
        {children}
        <footer id="page-end" className="text-muted text-sm">
          <div className="mx-auto flex max-w-5xl flex-wrap items-center gap-x-6 gap-y-3 px-4 py-6 sm:px-6">
            <p>{site.made}</p>
            <div className="ms-auto">
              <ThemeSwitch theme={theme} />
            </div>
          </div>
        </footer>
      </body>
    </html>
  );
}
