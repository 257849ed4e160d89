import "server-only";
import type { ServerResponse } from "node:http";
import { onRequest } from "../server/requests";
import { failed, updated } from "../words";
import { plainPage } from "./plain-page";

/**
 * Replaces Next.js's responses for a page that throws and for a form from before a deployment by
 * pages that need no script. See docs/decisions/0015-failed-pages.md.
 */
export function explainFailures(): void {
  onRequest(({ headers, method }, response) => {
    if (method === "HEAD" || !headers.accept?.includes("text/html")) return;
    const write = response.write.bind(response) as (...given: unknown[]) => boolean;
    const end = response.end.bind(response) as (...given: unknown[]) => ServerResponse;
    const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse;
    let page: string | undefined;
    const decide = () => {
      const words = wordsFor(response);
      if (response.headersSent || page !== undefined || !words) return;
      const id = response.getHeader("x-request-id")?.toString();
      const plain = plainPage(headers.cookie, {
        title: words.heading,
        lead: words.lead,
        next: words === failed && id ? failed.error(id) : undefined,
        again: words.again,
      });
      page = plain.body;
      // Link headers would preload files that this page doesn't use.
      for (const name of ["content-encoding", "content-length", "link"])
        response.removeHeader(name);
      for (const [name, value] of Object.entries(plain.headers)) response.setHeader(name, value);
    };
    Object.assign(response, {
      writeHead: (...given: unknown[]) => {
        decide();
        return writeHead(...given);
      },
      write: (...given: unknown[]) => {
        decide();
        return page === undefined ? write(...given) : true;
      },
      end: (...given: unknown[]) => {
        decide();
        return page === undefined ? end(...given) : end(page);
      },
    });
  });
}

function wordsFor(response: ServerResponse): typeof failed | typeof updated | undefined {
  const type = response.getHeader("content-type")?.toString() ?? "";
  if (response.statusCode === 500 && type.startsWith("text/html")) return failed;
  return response.hasHeader("x-nextjs-action-not-found") ? updated : undefined;
}
