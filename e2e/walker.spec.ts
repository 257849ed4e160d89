import { test } from "./fixtures/test";
import { walk } from "./walker/walk";

/** The short run, with the same walks each time. The long run is in `maintain/`. */
const seeds = [1, 2, 3, 4, 5, 6];

for (const seed of seeds) {
  test(`a walk by chance (${seed}) meets no dead end and loses no destination`, async ({
    stack,
  }) => {
    await walk(stack, seed, 40);
  });
}
