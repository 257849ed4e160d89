import nextVitals from "eslint-config-next/core-web-vitals";
import nextTypescript from "eslint-config-next/typescript";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig([
  globalIgnores([
    "**/node_modules/",
    ".next*/",
    ".vercel/",
    "next-env.d.ts",
    "ory/.data/",
    "playwright-report/",
    "test-results/",
    // Each has its own manifest and its own checks.
    "examples/",
    "maintain/",
  ]),
  ...nextVitals,
  ...nextTypescript,
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
  {
    // Links on the sign-in pages are plain: next/link costs 4 KB of script, and a page that
    // checks a session must not be prefetched.
    rules: { "@next/next/no-html-link-for-pages": "off" },
  },
  {
    // Playwright's fixtures hand over a function called "use", which is no React hook.
    files: ["e2e/**"],
    rules: { "react-hooks/rules-of-hooks": "off" },
  },
]);
