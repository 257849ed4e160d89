/** A random generator (mulberry32) that repeats for the same seed. */
export interface Dice {
  one: <Choice>(choices: readonly Choice[]) => Choice;
}

export function dice(seed: number): Dice {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    one: (choices) => {
      const [choice] = choices.slice(Math.floor(next() * choices.length));
      if (choice === undefined && choices.length === 0) throw new Error("There is no choice.");
      return choice as (typeof choices)[number];
    },
  };
}
