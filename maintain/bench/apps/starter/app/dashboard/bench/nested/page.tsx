import type { Metadata } from "next";
import { viewerEmail } from "../../../../viewer";

export async function generateMetadata(): Promise<Metadata> {
  return { title: await viewerEmail() };
}

/** Metadata, layout and page all need the session. */
export default async function NestedPage() {
  return <h1>Welcome, {await viewerEmail()}</h1>;
}
