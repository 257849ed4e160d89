/**
 * `npm run supply-chain --prefix maintain`: checks that all versions are exact, and that all
 * packages come from the registry and are used. Closes with `N passed, N failed`.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { execa } from "execa";
import { z } from "zod";
import { close } from "../scripts/test/outcome";
import { Checks } from "./checks";
import { root } from "./contract/folders";
import { installPackages } from "./contract/install";
import { trackedFiles } from "./tracked-files";

const versionsSchema = z.record(z.string(), z.string()).default({});
const manifestSchema = z.object({
  license: z.literal("MIT"),
  dependencies: versionsSchema,
  devDependencies: versionsSchema,
  overrides: versionsSchema,
});
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      link: z.boolean().optional(),
    }),
  ),
});

const checks = new Checks();
await installPackages("maintain");
const files = await trackedFiles();
const named = (name: RegExp) => files.filter((file) => name.test(path.posix.basename(file)));
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

const manifests = named(/^package\.json$/);
for (const file of manifests) {
  const { dependencies, devDependencies, overrides } = manifestSchema.parse(JSON.parse(read(file)));
  const all = Object.entries({ ...dependencies, ...devDependencies, ...overrides });
  checks.check(
    `${file} wants exact versions`,
    all
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map((one) => one.join("@")),
  );
  const lock = files.includes(file.replace(/package\.json$/, "package-lock.json"));
  checks.expect(`${file} has a lockfile`, lock || all.length === 0);
}
checks.expect("there are several manifests", manifests.length > 2, manifests.join());

for (const file of named(/^package-lock\.json$/)) {
  const { packages } = lockSchema.parse(JSON.parse(read(file)));
  const locked = Object.entries(packages).filter(([name, { link }]) => name !== "" && !link);
  checks.check(
    `${file} knows each package's content`,
    locked.filter(([, { version, integrity }]) => !version || !integrity).map(([name]) => name),
  );
  checks.check(
    `${file} names no source but npm's registry`,
    locked.flatMap(([, { resolved }]) =>
      resolved && !resolved.startsWith("https://registry.npmjs.org/") ? [resolved] : [],
    ),
  );
}

const images = named(/^(Dockerfile|compose\.yml)$/).flatMap((file) =>
  [...read(file).matchAll(/^[ \t]*(?:FROM|image:)\s+(\S+)/gm)].map(([, image = ""]) => image),
);
checks.expect("there are images", images.length > 4, images.join());
// The app's own image is built here, so it has no version.
checks.check(
  "images have exact versions",
  images.filter(
    (image) => image !== "ory-nextjs-starter" && !/:v?\d+\.\d+(\.\d+)?(-\w+)*$/.test(image),
  ),
);

const knip = await execa(
  process.execPath,
  [path.join(root, "maintain/node_modules/knip/bin/knip.js"), "--config", "maintain/knip.jsonc"],
  { cwd: root, all: true, reject: false },
);
checks.check(
  "knip finds nothing unused, unlisted or missing",
  knip.failed ? knip.all.split("\n") : [],
);
close(checks);
