/** Next.js builds this file for the Edge as well, with what it takes to load it. */
export function register() {
  return undefined;
}
