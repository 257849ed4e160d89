/** No authentication. */
export function viewerEmail(): Promise<string> {
  return Promise.resolve(process.env.BENCH_EMAIL ?? "");
}
