// Replacements for Ory's texts. Separate from the site's own text, so no browser loads them.
import { oryTexts as flowTexts } from "./ory-en";
import { oryFieldTexts } from "./ory-fields-en";

export { oryWay, type Way } from "./ory-en";
export const oryTexts = { ...oryFieldTexts, ...flowTexts };
