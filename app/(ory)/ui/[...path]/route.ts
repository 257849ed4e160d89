export { proxyToOry as GET, proxyToOry as POST } from "@/lib/proxy/proxy";
