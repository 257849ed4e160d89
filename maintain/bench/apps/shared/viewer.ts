/** No authentication at all. */
export function viewerEmail(): Promise<string> {
  return Promise.resolve(process.env.BENCH_EMAIL ?? "");
}
