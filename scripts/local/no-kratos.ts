/** Returns the message for a machine where no Ory Kratos can be found, downloaded or built. */
export function noKratosMessage(reasons: string[], version: string): string {
  return `No Ory Kratos could be found, downloaded or built.

${reasons.map((reason) => `  - ${reason.replaceAll("\n", "\n    ")}`).join("\n")}

Any one of these helps:

  - Connect to the internet and run this again: it downloads Ory Kratos once.
  - Install Go (https://go.dev/dl) and a C compiler, and run this again: it builds Ory Kratos.
  - Put a kratos program (v1.3.1 or newer, with SQLite) on PATH, or name it in KRATOS_BIN.
  - Run Ory Kratos in Docker and the app beside it (sends no mail):
      ${dockerLine(version)}
      npx next dev
  - Use Ory Network instead: create a project on https://console.ory.com and set
      NEXT_PUBLIC_ORY_SDK_URL=https://YOUR-PROJECT.projects.oryapis.com`;
}

function dockerLine(version: string): string {
  return [
    "docker run --rm -d -p 127.0.0.1:4000:4000 -p 127.0.0.1:4001:4001",
    '-v "./ory:/ory:ro" -w /ory -e DSN=memory',
    "-e SERVE_PUBLIC_HOST=0.0.0.0 -e SERVE_ADMIN_HOST=0.0.0.0",
    `oryd/kratos:${version} serve -c kratos.yml --dev --sqa-opt-out`,
  ].join(" ");
}
