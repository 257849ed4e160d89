import type { Admin } from "./admin";
import type { Problem, Row } from "./people-file";
import type { Results } from "./results";

export interface Summary {
  created: number;
  /** Handled by an earlier run. */
  doneBefore: number;
  /** Accounts that weren't created by this import. They stay unchanged. */
  thereBefore: Row[];
  /** Lines that Ory rejected. */
  problems: Problem[];
}

/**
 * Creates an account for each row, in order, with a recovery code if it has no password. Safe to
 * interrupt and repeat: one request creates a whole account, and an account that was created but
 * not recorded is recognized by its import name.
 */
export async function importPeople(
  rows: Row[],
  {
    admin,
    results,
    progress,
  }: { admin: Admin; results: Results; progress: (done: number) => void },
): Promise<Summary> {
  const summary: Summary = { created: 0, doneBefore: 0, thereBefore: [], problems: [] };
  for (const [index, row] of rows.entries()) {
    progress(index);
    if (results.has(row.identifier)) {
      summary.doneBefore++;
      continue;
    }
    const created = await admin.create(row);
    if (created.outcome === "refused") {
      summary.problems.push({ line: row.line, says: created.says });
      continue;
    }
    const id = created.outcome === "created" ? created.id : await admin.findOwn(row.identifier);
    if (id === undefined) {
      summary.thereBefore.push(row);
      continue;
    }
    const recovery = row.passwordHash === undefined ? await admin.recover(id) : undefined;
    await results.add({
      identifier: row.identifier,
      identity_id: id,
      recovery_link: recovery?.link ?? "",
      recovery_code: recovery?.code ?? "",
      expires_at: recovery?.expiresAt ?? "",
    });
    summary.created++;
  }
  return summary;
}
