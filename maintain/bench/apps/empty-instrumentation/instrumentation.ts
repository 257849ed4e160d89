/** Empty, to measure the Edge code that Next.js adds for loading this file. */
export function register() {
  return undefined;
}
