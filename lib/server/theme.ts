/** How the site can look: as the system does, or as the reader chose. */
export const themes = ["system", "light", "dark"] as const;

export type Theme = (typeof themes)[number];

export const themeCookie = "theme";

/** Returns the theme that a cookie or a form names; what it does not know is the system's. */
export function readTheme(value: unknown): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}

/** Returns the `Set-Cookie` that keeps the choice for a year, on this device. */
export function themeSetCookie(theme: Theme): string {
  return `${themeCookie}=${theme}; Path=/; Max-Age=31536000; SameSite=Lax`;
}
