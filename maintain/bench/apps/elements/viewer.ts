/** Only the sign-in page is measured. */
export function viewerEmail(): Promise<string> {
  return Promise.resolve("");
}
