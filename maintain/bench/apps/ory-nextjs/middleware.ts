import { createOryMiddleware } from "@ory/nextjs/middleware";

// As in the library's examples.
export const middleware = createOryMiddleware({
  project: {
    default_redirect_url: "/",
    error_ui_url: "/auth/error",
    registration_ui_url: "/auth/registration",
    verification_ui_url: "/auth/verification",
    recovery_ui_url: "/auth/recovery",
    login_ui_url: "/auth/login",
    settings_ui_url: "/settings",
  },
});

export const config = {};
