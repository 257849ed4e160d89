import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter, Link, Route, Routes, useOutletContext } from "react-router";
import { AuthProvider, useAuth } from "./auth";
import { ProtectedRoute } from "./protected-route";
import type { Session } from "./session";

function StartPage() {
  return (
    <>
      <h1>Ory sessions in React</h1>
      <p>This page is public.</p>
      <Link to="/session">Your session</Link>, for who is signed in
    </>
  );
}

function SessionPage() {
  const session = useOutletContext<Session>();
  const { signOut } = useAuth();
  const rows = [
    ["issued_at", session.issued_at],
    ["authenticated_at", session.authenticated_at],
    ["expires_at", session.expires_at],
    ["active", String(session.active)],
    ["authenticator_assurance_level", session.authenticator_assurance_level],
  ];
  return (
    <>
      <h1>Welcome, {session.identity.traits.email ?? session.identity.id}</h1>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <button onClick={() => void signOut()}>Sign out</button>
    </>
  );
}

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root.");
createRoot(root).render(
  <StrictMode>
    <BrowserRouter>
      <AuthProvider>
        <Routes>
          <Route index element={<StartPage />} />
          <Route element={<ProtectedRoute />}>
            <Route path="session" element={<SessionPage />} />
          </Route>
        </Routes>
      </AuthProvider>
    </BrowserRouter>
  </StrictMode>,
);
