import type { Flow, FlowNode } from "./schema";

/** Why a section warns or shows less than Ory offers. The texts are in `settings.cases`. */
export type SettingsCase =
  /** The app has its own page, because saving another section would replace the scanned secret. */
  | "totp_elsewhere"
  /** Unlinking it would leave backup codes as the only second factor. */
  | "totp_after_codes"
  /** There is no factor yet that backup codes could replace. */
  | "codes_need_factor"
  /** Backup codes are the only second factor, and each sign-in uses one up. */
  | "codes_alone";

/** Returns a section's special case, if any. `alone`: it is the only section on its page. */
export function settingsCase(flow: Flow, group: string, alone: boolean): SettingsCase | undefined {
  const names = new Set(flow.ui.nodes.map(nameOf));
  const app = names.has("totp_unlink");
  const codes = names.has("lookup_secret_reveal") || names.has("lookup_secret_disable");
  const other = app || names.has("webauthn_remove");
  switch (group) {
    case "totp":
      if (app) return codes && !names.has("webauthn_remove") ? "totp_after_codes" : undefined;
      return alone ? undefined : "totp_elsewhere";
    case "lookup_secret":
      if (codes) return other ? undefined : "codes_alone";
      return other ? undefined : "codes_need_factor";
    default:
      return undefined;
  }
}

function nameOf({ attributes }: FlowNode): string | undefined {
  return "name" in attributes ? attributes.name : undefined;
}
