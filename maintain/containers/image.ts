import { cpSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { execa } from "execa";
import { z } from "zod";

/** A Dockerfile's stage, or the resulting image, as a folder. */
export interface Image {
  folder: string;
  workdir: string;
  env: Record<string, string>;
  user: string;
  command: string[];
  healthcheck: string[];
}

const listSchema = z.array(z.string()).min(1);

/**
 * Runs a Dockerfile's steps without Docker. Each stage becomes a folder in `folder`, where files
 * are copied and commands run with this machine's programs. Returns the last stage. Throws at an
 * unknown instruction or a failed command.
 */
export async function buildImage(
  dockerfile: string,
  context: string,
  folder: string,
): Promise<Image> {
  const stages = new Map<string, Image>();
  let image: Image | undefined;
  for (const line of instructions(readFileSync(dockerfile, "utf8"))) {
    const [, instruction = "", rest = ""] = /^(\w+)\s+(\S.*)$/.exec(line) ?? [];
    if (instruction === "FROM") {
      const name = /\sAS\s+(\S+)$/i.exec(rest)?.[1] ?? "image";
      image = newImage(path.join(folder, name));
      stages.set(name, image);
      continue;
    }
    if (!image) throw new Error(`${line}: there is no FROM before it.`);
    switch (instruction) {
      case "WORKDIR":
        image.workdir = path.posix.resolve(image.workdir, rest);
        mkdirSync(inImage(image, "."), { recursive: true });
        break;
      case "ENV":
        for (const [, name = "", value = ""] of rest.matchAll(/\b(\w+)=(\S+)/g))
          image.env[name] = value;
        break;
      case "COPY":
        copy(rest, image, stages, context, ignoredBy(`${dockerfile}.dockerignore`));
        break;
      case "RUN":
        await execa(rest, {
          shell: true,
          cwd: inImage(image, "."),
          // A container doesn't see its builder's environment.
          env: { PATH: process.env.PATH, HOME: process.env.HOME, ...image.env },
          extendEnv: false,
          timeout: 30 * 60_000,
        });
        break;
      case "USER":
        image.user = rest;
        break;
      case "HEALTHCHECK":
        image.healthcheck = listSchema.parse(JSON.parse(rest.replace(/^.*?\sCMD\s+/, "")));
        break;
      case "CMD":
        image.command = listSchema.parse(JSON.parse(rest));
        break;
      case "EXPOSE":
        break;
      default:
        throw new Error(`${line}: this instruction is not known here.`);
    }
  }
  if (!image) throw new Error(`${dockerfile} makes no image.`);
  return image;
}

/** Returns the path on this machine for a path in an image. */
export function inImage(image: Image, file: string): string {
  return path.join(image.folder, path.posix.resolve(image.workdir, file));
}

function newImage(folder: string): Image {
  mkdirSync(folder, { recursive: true });
  return { folder, workdir: "/", env: {}, user: "root", command: [], healthcheck: [] };
}

function instructions(dockerfile: string): string[] {
  return dockerfile
    .replaceAll(/^[ \t]*#.*\n/gm, "")
    .replaceAll(/\\\n\s*/g, " ")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

function copy(
  words: string,
  image: Image,
  stages: Map<string, Image>,
  context: string,
  ignored: (file: string) => boolean,
): void {
  const all = words.split(/\s+/);
  const from = all.find((word) => word.startsWith("--from="))?.slice("--from=".length);
  const [to = ".", ...sources] = all.filter((word) => !word.startsWith("--")).reverse();
  const stage = from === undefined ? undefined : stages.get(from);
  if (from !== undefined && !stage) throw new Error(`There is no stage "${from}" to copy from.`);
  for (const source of sources) {
    const place = stage ? inImage(stage, source) : path.join(context, source);
    const isFolder = statSync(place).isDirectory();
    const target = !isFolder && to.endsWith("/") ? `${to}${path.basename(place)}` : to;
    cpSync(place, inImage(image, target), {
      recursive: true,
      filter: (file) => stage !== undefined || !ignored(path.relative(context, file)),
    });
  }
}

/** Supports Docker's rules as used here: paths from the context's root, with stars. */
function ignoredBy(file: string): (file: string) => boolean {
  const patterns = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => new RegExp(`^${line.replaceAll(".", "\\.").replaceAll("*", "[^/]*")}(/|$)`));
  return (name) => patterns.some((pattern) => pattern.test(name.split(path.sep).join("/")));
}

export function filesOf(image: Image): string[] {
  return readdirSync(image.folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    statSync(path.join(image.folder, file), { throwIfNoEntry: false })?.isFile(),
  );
}
