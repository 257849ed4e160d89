import type { Flow, FlowNode } from "./schema";

/** Why a section shows less than Ory offers, or warns. The words are in `settings.cases`. */
export type SettingsCase =
  /** The authenticator app has a page of its own: a saved section would replace the scanned secret. */
  | "totp_elsewhere"
  /** Unlinking it now would leave backup codes as the only second factor. */
  | "totp_after_codes"
  /** There is nothing that backup codes could stand in for. */
  | "codes_need_factor"
  /** Backup codes are the only second factor: each sign-in uses one up. */
  | "codes_alone";

/**
 * Returns what is special about a section of the settings, decided from all second factors together,
 * and the flow's nodes of it that are left.
 *
 * @param alone whether the section is the only one on its page.
 */
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
