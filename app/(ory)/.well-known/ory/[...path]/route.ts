export { proxyToOry as GET } from "@/lib/proxy/proxy";
