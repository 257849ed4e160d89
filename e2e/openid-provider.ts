import { generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import Provider from "oidc-provider";
import MemoryAdapter from "oidc-provider/lib/adapters/memory_adapter.js";
import { freePorts } from "../ory/local/ports";

/** A class of its own, because the package warns of the one that it has. */
class Adapter extends MemoryAdapter {}

const hour = 3_600;

const scopes = "openid email profile";

/** What the provider says of somebody, beside who it is. */
export interface Claims {
  email: string;
  email_verified: boolean;
  given_name?: string;
  [claim: string]: unknown;
}

/**
 * An OpenID Connect server of another site, with accounts by name. It asks whether it may say who
 * somebody is, once for each browser.
 */
export class OpenIdProvider {
  readonly clientId = "the-app";
  readonly clientSecret = "a secret that both know";
  readonly #accounts = new Map<string, Claims>();
  readonly #server: Server;

  private constructor(readonly issuer: string) {
    this.#server = createServer();
  }

  /** Listens on an address that is another site than the app's localhost. */
  static async start(): Promise<OpenIdProvider> {
    const [port = 0] = await freePorts(1);
    const provider = new OpenIdProvider(`http://127.0.0.1:${port}`);
    await new Promise<void>((resolve) => provider.#server.listen(port, "127.0.0.1", resolve));
    return provider;
  }

  /** Takes this app as its client: with the one address that its answers may go to. */
  admit(appUrl: string): void {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const provider = new Provider(this.issuer, {
      adapter: Adapter,
      ttl: { Interaction: hour, Grant: hour, Session: hour, AccessToken: hour, IdToken: hour },
      clients: [
        {
          client_id: this.clientId,
          client_secret: this.clientSecret,
          redirect_uris: [`${appUrl}/self-service/methods/oidc/callback/oidc`],
        },
      ],
      jwks: {
        keys: [{ ...privateKey.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" }],
      },
      cookies: { keys: ["the tests' own"] },
      claims: {
        email: ["email", "email_verified"],
        profile: ["name", "given_name", "family_name", "role", "metadata_public"],
      },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
      findAccount: (_: unknown, sub: string) => ({
        accountId: sub,
        claims: () => ({ sub, ...this.#accounts.get(sub) }),
      }),
    });
    const callback = provider.callback();
    this.#server.removeAllListeners("request").on("request", (request, response) => {
      if (request.url?.startsWith("/interaction/")) void askWho(provider, request, response);
      else callback(request, response);
    });
  }

  /** Opens an account with it. */
  register(account: string, claims: Claims): void {
    this.#accounts.set(account, claims);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

async function askWho(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  if (request.method === "GET") {
    response.setHeader("content-type", "text/html");
    response.end(`<!doctype html><title>The provider</title><form method="post">
      <label>Account <input name="account"></label>
      <button name="answer" value="allow">Allow</button>
      <button name="answer" value="refuse">Refuse</button></form>`);
    return;
  }
  const form = new URLSearchParams(await text(request));
  if (form.get("answer") !== "allow") {
    const error_description = "End-User aborted interaction";
    await provider.interactionFinished(request, response, {
      error: "access_denied",
      error_description,
    });
    return;
  }
  const accountId = form.get("account") ?? "";
  const grant = new provider.Grant({ accountId, clientId: params.client_id });
  grant.addOIDCScope(scopes);
  const grantId = await grant.save();
  await provider.interactionFinished(request, response, {
    login: { accountId },
    consent: { grantId },
  });
}
