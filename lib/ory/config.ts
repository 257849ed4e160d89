/**
 * Where Ory's self-service pages are, in the form that `@ory/nextjs` takes. To use Ory's hosted
 * pages, proxied on this site, instead of `app/(flows)`, set the addresses to `/ui/login`,
 * `/ui/registration`, `/ui/recovery` and `/ui/verification`.
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
