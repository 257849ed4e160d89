import { expect, someoneSignedIn, test } from "../fixtures/attack";
import { send } from "../fixtures/raw-http";

test("nobody is shown anybody else, however many look at once", async ({ stack }) => {
  const people = await Promise.all([someoneSignedIn(stack), someoneSignedIn(stack)]);
  const paths = ["/dashboard", "/profile", "/api/session", "/"];
  const views = Array.from({ length: 200 }, (_, n) => paths[n % paths.length] ?? "/").flatMap(
    (path) => people.map((viewer) => ({ path, viewer })),
  );
  const viewNext = async (): Promise<void> => {
    for (let view = views.pop(); view; view = views.pop()) {
      const { path, viewer } = view;
      const answer = await send(stack.appUrl, "GET", path, { cookie: viewer.cookie });
      expect(answer.status, path).toBe(200);
      for (const { person } of people) {
        expect(answer.text.includes(person.email), path).toBe(person === viewer.person);
      }
    }
  };
  await Promise.all(Array.from({ length: 10 }, viewNext));
});
