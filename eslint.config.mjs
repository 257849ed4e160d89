import nextVitals from "eslint-config-next/core-web-vitals";
import nextTypescript from "eslint-config-next/typescript";
import regexp from "eslint-plugin-regexp";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

/** Where texts in the markup are for people. */
const words = [
  "JSXAttribute[name.name=/^(alt|aria-label|description|label|placeholder|title)$/]",
  ":matches(JSXElement, JSXFragment)",
]
  .flatMap((place) => [
    `${place} > Literal`,
    `${place} > JSXExpressionContainer > Literal`,
    `${place} > JSXExpressionContainer > :matches(ConditionalExpression, LogicalExpression) > Literal`,
  ])
  .map((selector) => `${selector}[value=/[a-z]/i]`)
  .join(", ");

/** Classes that mean left or right. */
const physical = String.raw`/(^|[\s:])-?([mp][lr]-|(left|right)-|(border|rounded)-[lr]\b|rounded-[tb][lr]\b|(text|float|clear)-(left|right)\b)/`;

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
    // An expression that backtracks lets a single request hold the server.
    plugins: { regexp },
    rules: {
      "regexp/no-super-linear-backtracking": "error",
      "regexp/no-super-linear-move": "error",
    },
  },
  {
    // Links on the sign-in pages are plain: next/link costs 4 KB of script, and a page that
    // checks a session must not be prefetched.
    rules: { "@next/next/no-html-link-for-pages": "off" },
  },
  {
    // Words are in lib/words, so that another language is one more file; and a language may run
    // from right to left, so classes say start and end.
    files: ["app/**/*.tsx", "components/**/*.tsx"],
    rules: {
      "react/jsx-no-literals": [
        "error",
        {
          noStrings: true,
          ignoreProps: true,
          allowedStrings: ["(", ")"],
        },
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector: words,
          message: "Words belong into lib/words.",
        },
        {
          selector:
            "Property[key.name=/^(title|description|label)$/] > :matches(Literal, TemplateLiteral)",
          message: "Words belong into lib/words.",
        },
        {
          selector: `:matches(Literal[value=${physical}], TemplateElement[value.raw=${physical}])`,
          message: "Say start and end: a language may run from right to left.",
        },
      ],
    },
  },
  {
    // Playwright's fixtures hand over a function called "use", which is no React hook.
    files: ["e2e/**"],
    rules: { "react-hooks/rules-of-hooks": "off" },
  },
]);
