import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { auth } from "./auth";

export async function viewerEmail(): Promise<string> {
  const session = await auth.api.getSession({ headers: await headers() });
  return session?.user.email ?? redirect("/sign-in");
}
