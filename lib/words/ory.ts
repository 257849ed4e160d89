// Ory's texts in our words. Apart from the others, so that no browser gets them.
import { oryTexts as flowTexts } from "./ory-en";
import { oryFieldTexts } from "./ory-fields-en";

export { oryWay, type Way } from "./ory-en";
export const oryTexts = { ...oryFieldTexts, ...flowTexts };
