export { proxyToOry as GET } from "@/lib/ory-proxy";
