import { getServerSession } from "@ory/nextjs/app";
import { redirect } from "next/navigation";

export async function viewerEmail(): Promise<string> {
  const session = await getServerSession();
  if (!session) return redirect("/auth/login");
  const traits: unknown = session.identity?.traits;
  return typeof traits === "object" && traits !== null && "email" in traits
    ? String(traits.email)
    : "";
}
