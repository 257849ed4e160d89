import { Cookie, CookieJar } from "tough-cookie";
import { type Answer, ask, type Request } from "../local/ask";

/** Somebody who keeps cookies and sends them back. */
export interface Visitor {
  /** Sends one request with the cookies that belong to it, and keeps those that come back. */
  request: (url: string, request?: Request) => Promise<Answer>;
  /** The `Cookie` header for an address. */
  cookies: (url: string) => Promise<string>;
}

/**
 * Somebody with a browser, and the strictest: Safari sends no `Secure` cookie over http, not even
 * to localhost.
 */
export function browser(): Visitor {
  const jar = new CookieJar(undefined, { allowSecureOnLocal: false });
  return visitor(
    async (line, url) => {
      await jar.setCookie(line, url, { ignoreError: true });
    },
    (url) => jar.getCookieString(url),
  );
}

/** A server that asks Ory for somebody: it sends every cookie back, whatever browsers would do. */
export function server(): Visitor {
  const cookies = new Map<string, string>();
  return visitor(
    (line) => {
      const cookie = Cookie.parse(line);
      if (cookie) cookies.set(cookie.key, cookie.cookieString());
      return Promise.resolve();
    },
    () => Promise.resolve([...cookies.values()].join("; ")),
  );
}

function visitor(
  keep: (line: string, url: string) => Promise<void>,
  cookies: (url: string) => Promise<string>,
): Visitor {
  return {
    cookies,
    request: async (url, request = {}) => {
      const cookie = await cookies(url);
      const answer = await ask(url, {
        ...request,
        headers: { ...request.headers, ...(cookie === "" ? {} : { cookie }) },
      });
      for (const line of answer.cookies) await keep(line, url);
      return answer;
    },
  };
}
