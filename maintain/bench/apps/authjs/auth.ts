import NextAuth from "next-auth";
import Credentials from "next-auth/providers/credentials";

export const { handlers, auth } = NextAuth({
  session: { strategy: "jwt" },
  trustHost: true,
  providers: [
    Credentials({
      credentials: { email: {}, password: {} },
      authorize: ({ email, password }) =>
        email === process.env.BENCH_EMAIL && password === process.env.BENCH_PASSWORD
          ? { id: "1", email: process.env.BENCH_EMAIL }
          : null,
    }),
  ],
});
