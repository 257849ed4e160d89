import "server-only";
import { readAtMost } from "./read-at-most";

/** The app's own forms are far smaller. */
const maxBytes = 16 * 1024;
const timeoutMs = 10_000;

/** Returns the fields of one of the app's own form posts, or undefined if the body isn't a form. */
export async function readForm(request: Request): Promise<FormData | undefined> {
  try {
    const body = await readAtMost(maxBytes, request.body, AbortSignal.timeout(timeoutMs));
    if (body.byteLength === 0) return new FormData();
    const headers = { "content-type": request.headers.get("content-type") ?? "" };
    return await new Response(body, { headers }).formData();
  } catch {
    return undefined;
  }
}
