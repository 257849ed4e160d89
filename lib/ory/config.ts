/**
 * Where Ory's self-service pages are. To use Ory's hosted pages instead of `app/(flows)`, set
 * `/ui/login`, `/ui/registration`, `/ui/recovery` and `/ui/verification`.
 */
export const oryConfig = {
  project: {
    default_redirect_url: "/",
    login_ui_url: "/auth/login",
    registration_ui_url: "/auth/registration",
    recovery_ui_url: "/auth/recovery",
    verification_ui_url: "/auth/verification",
    settings_ui_url: "/settings",
  },
} as const;
