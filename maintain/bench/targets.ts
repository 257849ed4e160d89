import { fromNobodysEnvironment } from "../../e2e/fixtures/start-app";
import { sessionCookie } from "../../e2e/fixtures/session-cookie";
import type { AppName } from "./workspace";
import type { World } from "./world";

export interface Target {
  name: string;
  app: AppName;
  /** The environment of its server, which runs at `url`. */
  env: (world: World, url: string) => Record<string, string>;
  /** Signs the person in for real, and returns the `Cookie` header. */
  signIn: (world: World, url: string) => Promise<string>;
}

const nobody = () => Promise.resolve("");

const withOry = (world: World) => sessionCookie(world.ory.publicUrl, world.person);

const shownToAll = ({ person }: World) => ({ BENCH_EMAIL: person.email });

function starter(
  name: string,
  oryUrl: (world: World) => string,
  tokens: boolean,
  app: AppName = "starter",
): Target {
  return {
    name,
    app,
    env: (world, url) => ({
      ...fromNobodysEnvironment,
      APP_URL: url,
      NEXT_PUBLIC_ORY_SDK_URL: oryUrl(world),
      ORY_ADMIN_URL: world.ory.adminUrl,
      ...(tokens && world.tokenMode),
    }),
    signIn: withOry,
  };
}

function oryNextjs(name: string, oryUrl: (world: World) => string): Target {
  return {
    name,
    app: "ory-nextjs",
    env: (world) => ({ NEXT_PUBLIC_ORY_SDK_URL: oryUrl(world), ORY_SDK_URL: oryUrl(world) }),
    signIn: withOry,
  };
}

const near = ({ ory }: World) => ory.publicUrl;
const far = ({ farOryUrl }: World) => farOryUrl;

export const targets = {
  bare: { name: "bare", app: "bare", env: shownToAll, signIn: nobody },
  emptyMiddleware: {
    name: "bare, empty Edge middleware",
    app: "empty-middleware",
    env: shownToAll,
    signIn: nobody,
  },
  direct: starter("starter, direct", near, false),
  directFar: starter("starter, direct, Ory 40 ms away", far, false),
  token: starter("starter, tokens", near, true),
  tokenFar: starter("starter, tokens, Ory 40 ms away", far, true),
  asItIs: starter("starter as it is", near, false, "checkout"),
  oryNextjs: oryNextjs("@ory/nextjs", near),
  /** Only its sign-in page is measured. */
  elements: { ...oryNextjs("Ory Elements", near), app: "elements", signIn: nobody },
  oryNextjsFar: oryNextjs("@ory/nextjs, Ory 40 ms away", far),
} satisfies Record<string, Target>;
