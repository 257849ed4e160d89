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

/** The rooms of lib/: each imports only from those before it. */
const rooms = [
  "words",
  "server",
  "ory",
  "return-to",
  "flows",
  "session",
  "account",
  "token-mode",
  "gate",
  "proxy",
];

/** A server action is a public endpoint: sessionAction() checks who calls it. */
const serverFile = "Program:has(> ExpressionStatement[directive='use server'])";
export const serverActions = [
  `${serverFile} > ExportNamedDeclaration > VariableDeclaration > VariableDeclarator:not([id.type='Identifier'][init.callee.name='sessionAction'])`,
  `${serverFile} > ExportNamedDeclaration > :matches(FunctionDeclaration, ClassDeclaration)`,
  `${serverFile} > ExportNamedDeclaration:has(> ExportSpecifier)`,
  `${serverFile} > :matches(ExportDefaultDeclaration, ExportAllDeclaration)`,
  `${serverFile} > ImportDeclaration[source.value!='@/lib/session']:has(> ImportSpecifier[local.name='sessionAction'])`,
  `BlockStatement > ExpressionStatement[directive='use server']`,
].map((selector) => ({
  selector,
  message: 'Export a sessionAction() from a file with "use server": each is a public endpoint.',
}));

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
        ...serverActions,
        {
          selector: words,
          message: "Move this text to lib/words.",
        },
        {
          selector:
            "Property[key.name=/^(title|description|label)$/] > :matches(Literal, TemplateLiteral)",
          message: "Move this text to lib/words.",
        },
        {
          selector: `:matches(Literal[value=${physical}], TemplateElement[value.raw=${physical}])`,
          message: "Say start and end: a language may run from right to left.",
        },
      ],
    },
  },
  {
    files: ["app/**/*.ts"],
    rules: { "no-restricted-syntax": ["error", ...serverActions] },
  },
  {
    files: ["lib/**"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "ExpressionStatement[directive='use server']",
          message: "Server actions live in app/: nothing of lib/ may become an endpoint.",
        },
      ],
      "import/no-restricted-paths": [
        "error",
        {
          zones: rooms.map((room, index) => ({
            target: `./lib/${room}`,
            from: rooms.slice(index + 1).map((later) => `./lib/${later}`),
            message: "Rooms of lib/ import in one direction: see docs/decisions/0002-rooms.md.",
          })),
        },
      ],
    },
  },
  {
    files: ["app/**", "components/**", "lib/**", "*.ts"],
    ignores: ["lib/ory/**", "**/*.test.{ts,tsx}"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [{ group: ["@ory/*"], message: "Only lib/ory talks to Ory." }],
          paths: [
            {
              name: "next/navigation",
              importNames: ["redirect", "permanentRedirect"],
              message:
                "Use redirectTo() of lib/return-to/request: it takes decided addresses only.",
            },
          ],
        },
      ],
    },
  },
  { files: ["lib/return-to/request.ts"], rules: { "no-restricted-imports": "off" } },
  {
    // Playwright's fixtures hand over a function called "use", which is no React hook.
    files: ["e2e/**"],
    rules: { "react-hooks/rules-of-hooks": "off" },
  },
]);
