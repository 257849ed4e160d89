/** The product's name, on every page and in every title. */
export const siteName = "Ory Next.js Starter";
