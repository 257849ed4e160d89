/** For the client components that show a session: other pages need not load it. */
export const clientSession = {
  loading: "Checking your session…",
  title: "Your session",
  id: "Identity id",
  authenticated: "Authenticated",
  expires: "Expires",
  level: "Assurance level",
  unavailable:
    "The sign-in service can’t be reached. You have not been signed out: try again in a moment.",
  again: "Try again",
};
