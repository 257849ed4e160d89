export { getClaims, requireClaims } from "./claims";
