import type { Admin } from "./admin";
import type { Problem, Row } from "./people-file";
import type { Results } from "./results";

export interface Summary {
  created: number;
  /** Dealt with by an earlier run. */
  doneBefore: number;
  /** Accounts that are not this import's: nothing was done to them. */
  thereBefore: Row[];
  /** Lines that Ory refused. */
  problems: Problem[];
}

/**
 * Makes an account of each row, one after the other, with a recovery code for who has no password.
 * Interrupted at whatever point and run again it ends the same: an account is made in one request or
 * not at all, and one that was made but not written down is known by its mark.
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
