import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parsePeople } from "./people-file";
import { traitsSchema } from "./traits";

const schema = traitsSchema(JSON.parse(readFileSync("ory/identity.schema.json", "utf8")));
const bcrypt = `$2b$10$${"a".repeat(53)}`;
const argon2id = `$argon2id$v=19$m=65536,t=3,p=4$${"a".repeat(22)}$${"b".repeat(43)}`;

function problemsOf(...lines: string[]): string[] {
  return parsePeople(lines.join("\n"), schema).problems.map(({ line, says }) => `${line}: ${says}`);
}

test("columns are traits, and an empty cell is a trait that is not there", () => {
  const { rows, problems } = parsePeople(
    `\uFEFFemail,name.first,name.last,password_hash,verified\r\nAnn@Example.com,Ann,,${bcrypt},TRUE\r\n\r\nben@example.com,,,"${argon2id}",\r\n`,
    schema,
  );
  expect(problems).toEqual([]);
  expect(rows).toEqual([
    {
      line: 2,
      traits: { email: "Ann@Example.com", name: { first: "Ann" } },
      identifier: "ann@example.com",
      verifiedEmails: ["Ann@Example.com"],
      passwordHash: bcrypt,
    },
    {
      line: 4,
      traits: { email: "ben@example.com" },
      identifier: "ben@example.com",
      verifiedEmails: [],
      passwordHash: argon2id,
    },
  ]);
});

test("everything that is wrong is named, each by its line", () => {
  expect(
    problemsOf(
      "email,name.first,password_hash,verified",
      `ann@example.com,"Ann`,
      `of two lines",,`,
      "nobody,,,",
      ",Ben,,",
      "cleo@example.com,,secret,perhaps",
      "ANN@example.com,,,",
      "dora@example.com,Dora",
    ),
  ).toEqual([
    '4: email must match format "email"',
    "5: must have required property 'email'",
    "6: password_hash is neither bcrypt ($2b$…) nor Argon2id ($argon2id$v=19$…)",
    '6: verified is "perhaps", neither true nor false',
    "7: ann@example.com is in line 2 already",
    "8: there are 2 cells for 4 columns",
  ]);
});

test("a password in the place of a hash is not repeated", () => {
  expect(problemsOf("email,password_hash", "ann@example.com,hush-hush").join()).not.toContain(
    "hush",
  );
});

test.each([
  ["md5", "$md5$pf=e1NBTFR9e1BBU1NXT1JEfQ==$MTIzNDU2Nzg5$q+RdKCgc+ipCAcm5ChQwlQ=="],
  ["a bcrypt hash that is cut off", bcrypt.slice(0, -1)],
  ["Argon2i", argon2id.replace("argon2id", "argon2i")],
])("%s is no hash that is taken", (_, hash) => {
  expect(problemsOf("email,password_hash", `ann@example.com,"${hash}"`)).toHaveLength(1);
});

test.each([
  ["an empty file", "", "1: the file is empty"],
  ["nobody", "email", "1: there is nobody below the header"],
  ["a column that is no trait", "email,phone\na@example.com,1", /^1: there is no column "phone"/],
  ["a column twice", "email,email\na@example.com,b@example.com", /^1: the column "email" is there/],
  ["a quote that does not end", 'email\nok@example.com\n"a@example.com', /^\d: this is no CSV/],
])("%s is refused", (_, text, says) => {
  const problems = problemsOf(text);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(says);
});

test("traits of other types are read as what the schema says", () => {
  const other = traitsSchema({
    properties: {
      traits: {
        type: "object",
        properties: {
          login: {
            type: "string",
            "ory.sh/kratos": { credentials: { password: { identifier: true } } },
          },
          age: { type: "integer" },
          member: { type: "boolean" },
          tags: { type: "array" },
        },
      },
    },
  });
  expect([...other.paths.keys()]).toEqual(["login", "age", "member"]);
  expect(other.read({ login: "Ann", age: "42", member: "TRUE" })).toEqual({
    traits: { login: "Ann", age: 42, member: true },
    identifiers: ["ann"],
    emails: [],
    problems: [],
  });
  expect(other.read({ age: "old" }).problems).toEqual(["age must be integer"]);
});
