import { navigationOf } from "./navigation";
import { benchPath, type Running } from "./running";

export const viewNames = ["documents", "navigations", "redirects"] as const;
export type ViewName = (typeof viewNames)[number];

/** A request and its expected response. */
export interface View {
  path: string;
  headers: Record<string, string>;
  status: number;
  contentType: string;
  /** Text that the body must contain. */
  contains: string;
}

/** The statuses with which a page or a proxy redirects signed-out visitors. */
const redirectStatuses = [302, 303, 307];

/** Returns the page's current request for this app. Its cookies are valid for a while. */
export async function viewOf(running: Running, name: ViewName, email: string): Promise<View> {
  const { path, headers } = { path: benchPath, headers: { accept: "text/html" } };
  const shown = { status: 200, contentType: "text/html", contains: email };
  switch (name) {
    case "documents":
      return { path, headers: await withCookie(headers, running), ...shown };
    case "navigations": {
      const navigation = await navigationOf(running);
      return {
        path: navigation.path,
        headers: await withCookie(navigation.headers, running),
        ...shown,
        contentType: "text/x-component",
      };
    }
    case "redirects": {
      // An app without authentication shows its page instead.
      const answer = await fetch(running.url + path, { headers, redirect: "manual" });
      await answer.arrayBuffer();
      if (answer.status === 200) return { path, headers, ...shown };
      if (!redirectStatuses.includes(answer.status) || !answer.headers.get("location")) {
        throw new Error(`${running.target.name} answers ${answer.status} to who is signed out.`);
      }
      return { path, headers, status: answer.status, contentType: "", contains: "" };
    }
  }
}

async function withCookie(headers: Record<string, string>, { cookie }: Running) {
  const value = await cookie();
  return value === "" ? headers : { ...headers, cookie: value };
}
