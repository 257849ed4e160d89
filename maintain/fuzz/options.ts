/** The number of runs per property. `FUZZ_RUNS=100000 npm run fuzz` searches longer. */
export const runs = Number(process.env.FUZZ_RUNS ?? 1_000);

/** The same seed gives the same inputs. `FUZZ_SEED=$RANDOM npm run fuzz` tries others. */
export const seed = Number(process.env.FUZZ_SEED ?? 20_261_125);
