export const themes = ["system", "light", "dark"] as const;

export type Theme = (typeof themes)[number];

export const themeCookie = "theme";

/** Returns the theme that a cookie or form names, or "system" if it is unknown. */
export function readTheme(value: unknown): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}

/** Returns the `Set-Cookie` that stores the theme for a year. */
export function themeSetCookie(theme: Theme): string {
  return `${themeCookie}=${theme}; Path=/; Max-Age=31536000; SameSite=Lax`;
}
