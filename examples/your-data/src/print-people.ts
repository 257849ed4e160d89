// Prints each person's row as one line of JSON.
import { readConfig } from "./config.ts";
import { People } from "./people.ts";

const { databaseUrl, databaseAuthToken } = readConfig();
const people = await People.open(databaseUrl, databaseAuthToken);
for (const person of await people.all()) console.log(JSON.stringify(person));
people.close();
