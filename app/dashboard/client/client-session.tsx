"use client";

import { Card } from "@/components/card";
import { LocalTime } from "@/components/local-time";
import { Properties } from "@/components/properties";
import { ProtectedRoute } from "@/components/protected-route";

export function ClientSession() {
  return (
    <ProtectedRoute loading={<p role="status">Checking your session…</p>}>
      {(session) => (
        <Card title="Your session">
          <Properties
            items={[
              ["Identity id", session.identity.id],
              ["Authenticated", <LocalTime key="authenticated" iso={session.authenticated_at} />],
              ["Expires", <LocalTime key="expires" iso={session.expires_at} />],
              ["Assurance level", session.authenticator_assurance_level],
            ]}
          />
        </Card>
      )}
    </ProtectedRoute>
  );
}
