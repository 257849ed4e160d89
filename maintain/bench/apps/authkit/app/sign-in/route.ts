import { saveSession } from "@workos-inc/authkit-nextjs";
import type { NextRequest } from "next/server";

/** Seals a WorkOS response with the library's own function. */
export async function POST(request: NextRequest): Promise<Response> {
  await saveSession(await request.json(), request);
  return new Response();
}
