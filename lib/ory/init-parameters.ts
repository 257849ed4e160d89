// A flow's start parameters besides `return_to`, and their allowed values. Ory repeats other values
// in its errors.
// https://www.ory.com/docs/kratos/reference/api#tag/frontend/operation/createBrowserLoginFlow
export const initParameters: ReadonlyMap<string, RegExp> = new Map([
  ["aal", /^aal[12]$/],
  ["refresh", /^(true|false)$/],
  ["via", /^[\w.-]{1,64}$/],
  ["identity_schema", /^[\w.:/-]{1,128}$/],
  ["organization", /^[0-9a-f-]{36}$/i],
  ["login_challenge", /^[\w.=~-]{1,4096}$/],
]);
