"use client";

import { ProtectedRoute } from "../../../../components/session/protected-route";

/** The measured page, where the browser requests the session itself. */
export function ClientPage() {
  return (
    <main>
      <ProtectedRoute loading={<p>Checking your session</p>}>
        {({ identity }) => (
          <>
            <h1>
              Welcome,{" "}
              {typeof identity.traits === "object" &&
                identity.traits !== null &&
                "email" in identity.traits &&
                String(identity.traits.email)}
            </h1>
            <p>This page was rendered in the browser.</p>
          </>
        )}
      </ProtectedRoute>
    </main>
  );
}
