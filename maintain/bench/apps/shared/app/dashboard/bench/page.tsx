import { viewerEmail } from "../../../viewer";

/** The measured page: the same in every app, but for how it learns who looks at it. */
export default async function BenchPage() {
  const email = await viewerEmail();
  return (
    <main>
      <h1>Welcome, {email}</h1>
      <p>This page was rendered on the server.</p>
    </main>
  );
}
