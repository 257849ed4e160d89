/** The hidden field that names the identity that a form was rendered for. */
export const personField = "person";
