import type { Category } from "./report";

interface MeasuredPage {
  path: string;
  signedIn: boolean;
  /** The minimum score, of 100, per category. */
  goals: Partial<Record<Category, number>>;
}

const always = { accessibility: 100, "best-practices": 100 };

/**
 * The pages to measure. Only the start page is for search engines, so only it has a goal for "seo".
 * Each visit of the sign-in page starts a flow at Ory (whose limits count) under its own URL, and
 * the dashboard is private. Both say noindex, which Lighthouse would count as a fault.
 */
export const measuredPages: MeasuredPage[] = [
  { path: "/", signedIn: false, goals: { ...always, performance: 98, seo: 100 } },
  { path: "/auth/login", signedIn: false, goals: { ...always, performance: 95 } },
  { path: "/dashboard", signedIn: true, goals: { ...always, performance: 95 } },
];
