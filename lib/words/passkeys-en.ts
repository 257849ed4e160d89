/** A separate module, loaded when someone uses a passkey. */
export const passkeyProblems = {
  notUsed:
    "No passkey was used: the request was canceled, timed out, or this device has no passkey for this site. Try again, or choose another way.",
  exists: "This device already has a passkey for this account.",
};
