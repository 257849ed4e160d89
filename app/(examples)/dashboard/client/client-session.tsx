"use client";

import { Card } from "@/components/ui/card";
import { LocalTime } from "@/components/ui/local-time";
import { Properties } from "@/components/ui/properties";
import { clientSession as words } from "@/lib/words/client-session-en";
import { ProtectedRoute } from "@/components/session/protected-route";

export function ClientSession() {
  return (
    <ProtectedRoute loading={<p role="status">{words.loading}</p>}>
      {(session) => (
        <Card title={words.title}>
          <Properties
            items={[
              [words.id, session.identity.id],
              [
                words.authenticated,
                <LocalTime key="authenticated" iso={session.authenticated_at} />,
              ],
              [words.expires, <LocalTime key="expires" iso={session.expires_at} />],
              [words.level, session.authenticator_assurance_level],
            ]}
          />
        </Card>
      )}
    </ProtectedRoute>
  );
}
