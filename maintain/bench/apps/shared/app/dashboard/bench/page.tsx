import { viewerEmail } from "../../../viewer";

/** The measured page. Apps only differ in how it finds out who is signed in. */
export default async function BenchPage() {
  const email = await viewerEmail();
  return (
    <main>
      <h1>Welcome, {email}</h1>
      <p>This page was rendered on the server.</p>
    </main>
  );
}
