// The part of oidc-provider that the tests' provider uses. The package has no types of its own.
declare module "oidc-provider" {
  import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";

  type Result =
    | { login: { accountId: string }; consent: { grantId: string } }
    | { error: string; error_description: string };

  class Provider {
    constructor(issuer: string, configuration: object);
    callback(): RequestListener;
    interactionDetails(
      request: IncomingMessage,
      response: ServerResponse,
    ): Promise<{ params: { client_id: string; scope: string } }>;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: Result,
    ): Promise<void>;
    Grant: new (of: { accountId: string; clientId: string }) => {
      addOIDCScope(scope: string): void;
      save(): Promise<string>;
    };
  }
  export default Provider;
}

declare module "oidc-provider/lib/adapters/memory_adapter.js" {
  const MemoryAdapter: new () => object;
  export default MemoryAdapter;
}
