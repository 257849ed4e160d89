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

/** What every page says of itself; a page's own metadata comes on top. */
export function generateMetadata(): Metadata {
  return {
    // Open Graph wants absolute addresses: those of the canonical origin.
    metadataBase: new URL(originForHost(env().appOrigins, null)),
    title: { default: siteName, template: `%s · ${siteName}` },
    description: site.description,
    openGraph: { type: "website", siteName },
    // Only the start page is meant to be found: the others are about one person, or begin a flow.
    robots: { index: false },
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Rendered anew for each request: a prerendered page could carry neither the reader's theme, and
  // would flash, nor the nonce of its answer.
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
