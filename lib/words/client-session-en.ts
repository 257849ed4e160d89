/** A separate module, so that only pages that show a session in the browser load it. */
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
