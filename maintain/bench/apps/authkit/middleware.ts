import { authkitProxy } from "@workos-inc/authkit-nextjs";

// The session check needs it. Without "middlewareAuth", signed-out views get a 500.
export default authkitProxy({
  middlewareAuth: { enabled: true, unauthenticatedPaths: [] },
});

export const config = { matcher: ["/dashboard/:path*"] };
