import { createServer } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { freePorts } from "../../scripts/local/ports";

/** The only part of WorkOS that AuthKit needs after sign-in: its public keys. */
export interface LocalWorkos {
  port: number;
  /** Returns what WorkOS responds with at sign-in. */
  session: (email: string) => Promise<Record<string, unknown>>;
  close: () => void;
}

export async function startWorkos(): Promise<LocalWorkos> {
  const [port = 0] = await freePorts(1);
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  const description = { kid: "bench", alg: "RS256", use: "sig" };
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), ...description }] });
  const server = createServer((_, response) => {
    response.setHeader("content-type", "application/json").end(keys);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "localhost", resolve);
  });
  return {
    port,
    session: async (email) => {
      const user = { object: "user", id: "user_1", email, emailVerified: true };
      const accessToken = await new SignJWT({ sid: "session_1" })
        .setProtectedHeader({ alg: description.alg, kid: description.kid })
        .setSubject(user.id)
        .setIssuedAt()
        .setExpirationTime("2h")
        .sign(privateKey);
      return { accessToken, refreshToken: "unused", user };
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
