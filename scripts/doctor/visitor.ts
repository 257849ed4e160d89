import { Cookie, CookieJar } from "tough-cookie";
import { type Answer, ask, type Request } from "../local/ask";

/** A client that stores cookies and sends them back. */
export interface Visitor {
  request: (url: string, request?: Request) => Promise<Answer>;
  /** Returns the `Cookie` header for a URL. */
  cookies: (url: string) => Promise<string>;
}

/**
 * Returns a visitor with the strictest browser rules: Safari sends no `Secure` cookie over http,
 * not even to localhost.
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

/** Returns a visitor like a server that talks to Ory: it sends every cookie back. */
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
