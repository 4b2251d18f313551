// What the linter insists on beyond the compiler. Formatting belongs to biome alone.
import { defineConfig } from "oxlint";
import { directions, roomFiles } from "./scripts/lint/directions.ts";

const timer = (name: string) => ({
  name,
  message: "Timers go through Clock (src-shared/ports/clock.ts), so that no test waits for a real second.",
});

export default defineConfig({
  plugins: ["eslint", "typescript", "unicorn", "oxc", "import", "promise", "react", "vitest"],
  categories: { correctness: "error", suspicious: "error" },
  ignorePatterns: ["out", "dist"],
  rules: {
    "eslint/eqeqeq": "error",
    "eslint/max-lines": ["error", { max: 350 }],
    "eslint/no-throw-literal": "error",
    "import/no-default-export": "error",
    "typescript/consistent-type-imports": "error",
    "typescript/no-explicit-any": "error",
    "typescript/no-non-null-assertion": "error",
    "unicorn/filename-case": ["error", { case: "kebabCase" }],

    // A name may be used again in an inner scope; `_never` marks an exhaustive switch.
    "eslint/no-shadow": "off",
    "eslint/no-underscore-dangle": "off",
    // A helper may stand next to its only use.
    "unicorn/consistent-function-scoping": "off",
    // `new URL(text)` and the like are how a text is checked; control characters are what gets checked for.
    "eslint/no-new": "off",
    "eslint/no-control-regex": "off",
    "promise/always-return": "off",
    "import/no-named-as-default-member": "off",
    "import/no-unassigned-import": "off",
    "react/react-in-jsx-scope": "off",
    // A copy before a loop that changes the original is no waste.
    "unicorn/no-useless-spread": "off",
    // Values that change while an await or a callback runs.
    "eslint/no-unmodified-loop-condition": "off",
    "vitest/no-conditional-expect": "off",
    // The second argument says which case of a loop it was.
    "vitest/valid-expect": ["error", { maxArgs: 2 }],
    // Helpers and hooks assert, too.
    "vitest/no-standalone-expect": "off",
    "vitest/expect-expect": "off",
    "vitest/require-mock-type-parameters": "off",
    "vitest/require-to-throw-message": "off",
  },
  overrides: [
    ...directions,
    {
      files: roomFiles,
      rules: {
        "eslint/no-console": "error",
        "eslint/no-restricted-globals": ["error", timer("setTimeout"), timer("setInterval")],
      },
    },
    {
      files: ["**/src-shared/**/*.ts", "**/src-main/calls/**/*.ts"],
      rules: {
        "eslint/no-restricted-properties": [
          "error",
          { object: "Date", property: "now", message: "Time reaches pure code as a value." },
          { object: "Math", property: "random", message: "Randomness reaches pure code as a value." },
        ],
      },
    },
    {
      files: ["test/**/*.ts"],
      rules: {
        "eslint/max-lines": ["error", { max: 600 }],
        "typescript/no-non-null-assertion": "off",
        "unicorn/no-array-fill-with-reference-type": "off",
      },
    },
    { files: ["*.config.ts"], rules: { "import/no-default-export": "off" } },
  ],
});
