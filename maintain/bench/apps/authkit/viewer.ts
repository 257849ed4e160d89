import { withAuth } from "@workos-inc/authkit-nextjs";

export async function viewerEmail(): Promise<string> {
  const { user } = await withAuth({ ensureSignedIn: true });
  return user.email;
}
