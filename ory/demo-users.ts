import type { Role } from "../lib/session/roles";

export interface DemoUser {
  email: string;
  password: string;
  name: { first: string; last: string };
  /** Signs in with a code from an authenticator app as well. */
  secondFactor: boolean;
  role?: Role;
}

/** Made at the first start of the local Ory, never anywhere else. Their addresses are verified. */
export const demoUsers: DemoUser[] = [
  {
    email: "demo@example.com",
    password: "purple-teapot-42",
    name: { first: "Dana", last: "Demo" },
    secondFactor: false,
  },
  {
    email: "totp@example.com",
    password: "orange-lantern-42",
    name: { first: "Toni", last: "Totp" },
    secondFactor: true,
  },
  {
    email: "admin@example.com",
    password: "silver-compass-42",
    name: { first: "Ada", last: "Admin" },
    secondFactor: false,
    role: "admin",
  },
];
