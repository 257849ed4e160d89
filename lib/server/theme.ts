export const themes = ["system", "light", "dark"] as const;

export type Theme = (typeof themes)[number];

export const themeCookie = "theme";

export function readTheme(value: unknown): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}

export function themeSetCookie(theme: Theme): string {
  return `${themeCookie}=${theme}; Path=/; Max-Age=31536000; SameSite=Lax`;
}
