import { authkitProxy } from "@workos-inc/authkit-nextjs";

// Its session check needs it. Without "middlewareAuth" a signed-out view of a page is a 500.
export default authkitProxy({
  middlewareAuth: { enabled: true, unauthenticatedPaths: [] },
});

export const config = { matcher: ["/dashboard/:path*"] };
