/** The hidden field in which each form of the app names the identity that it was rendered for. */
export const personField = "person";
