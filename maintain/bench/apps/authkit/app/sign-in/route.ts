import { saveSession } from "@workos-inc/authkit-nextjs";
import type { NextRequest } from "next/server";

/** Seals what WorkOS would have answered, by the library's own means. */
export async function POST(request: NextRequest): Promise<Response> {
  await saveSession(await request.json(), request);
  return new Response();
}
