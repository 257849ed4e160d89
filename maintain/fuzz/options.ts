/** How often each property is tried: `FUZZ_RUNS=100000 npm run fuzz` looks for longer. */
export const runs = Number(process.env.FUZZ_RUNS ?? 1_000);

/** The same seed gives the same inputs. `FUZZ_SEED=$RANDOM npm run fuzz` looks elsewhere. */
export const seed = Number(process.env.FUZZ_SEED ?? 20_261_125);
