import { redirect } from "next/navigation";
import { auth } from "./auth";

/** Without the optional middleware, because the page alone is faster. */
export async function viewerEmail(): Promise<string> {
  const session = await auth();
  return session?.user?.email ?? redirect("/api/auth/signin");
}
