/** The public API of this folder for pages. The gate imports its other modules. */
export { getClaims, requireClaims } from "./claims";
