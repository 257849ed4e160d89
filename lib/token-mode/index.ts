/** The front door of the room for pages. The gate has the other one. */
export { getClaims, requireClaims } from "./claims";
