import type { Category } from "./report";

interface MeasuredPage {
  path: string;
  signedIn: boolean;
  /** The least score, of 100, for each category that is looked at. */
  goals: Partial<Record<Category, number>>;
}

const always = { accessibility: 100, "best-practices": 100 };

/**
 * The pages that Lighthouse looks at. Only the start page is meant to be found by search engines, so
 * only there is "seo" asked for: each visit of the sign-in page begins a flow at Ory (whose limits
 * are counted) under an address of its own, and the dashboard is nobody's but its owner's. Both say
 * noindex, which Lighthouse would take for a fault.
 */
export const measuredPages: MeasuredPage[] = [
  { path: "/", signedIn: false, goals: { ...always, performance: 98, seo: 100 } },
  { path: "/auth/login", signedIn: false, goals: { ...always, performance: 95 } },
  { path: "/dashboard", signedIn: true, goals: { ...always, performance: 95 } },
];
