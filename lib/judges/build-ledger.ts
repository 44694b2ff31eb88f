import type { ComplianceLedger, LedgerAcknowledgement, LedgerRow } from '../report';
import { compare } from '../template';
import { matchesRule, type Acknowledgement } from './acknowledgement';
import type { AcknowledgementPlan } from './acknowledgement-plan';
import type { LedgerRecorder } from './ledger-recorder';

/** An acknowledgement as it stands in the construct tree. */
export interface PlacedAcknowledgement {
  /** Qualified id of the rule. */
  readonly id: string;
  readonly reason: string;
  /** Construct it was put on; it holds for everything below. */
  readonly constructPath: string;
}

/** Joins what the judges recorded, in their order, which is that of the construct tree, with what was acknowledged. */
export function buildLedger(
  recorder: LedgerRecorder,
  plan: AcknowledgementPlan,
  placed: readonly PlacedAcknowledgement[],
): ComplianceLedger {
  const answered = new Map<Acknowledgement, Map<string, number>>();
  const elsewhere = new Map<PlacedAcknowledgement, number>();
  const byId = groupById(placed);
  const packs = recorder.recorded();
  const rows = packs
    .flatMap(({ rows: recorded }) => recorded)
    .map((row): LedgerRow => {
      if (row.outcome === 'Compliant' || row.outcome === 'Not applicable') {
        return row;
      }
      const id = `${row.pack}::${row.rule.replaceAll(' ', '-')}`;
      const closest = closestAcknowledgement(byId.get(id), row.constructPath);
      if (closest === undefined) {
        return row;
      }
      const entry = plan.entryAt(id, closest.constructPath);
      if (entry === undefined) {
        elsewhere.set(closest, (elsewhere.get(closest) ?? 0) + 1);
        return { ...row, reason: closest.reason };
      }
      count(answered, entry, id);
      return { ...row, reason: entry.reason, owner: entry.owner, expires: entry.expires };
    });
  return {
    packs: packs.map(({ name, stacks }) => ({ name, stacks: [...stacks].sort() })),
    rows,
    acknowledgements: [
      ...plan.entries.map((entry) => ownAcknowledgement(entry, answered.get(entry))),
      ...[...elsewhere].map(([acknowledgement, matches]) => foreign(acknowledgement, matches)).sort(compareForeign),
    ],
  };
}

/** Counts a finding for the rule of the entry that is about it. */
function count(answered: Map<Acknowledgement, Map<string, number>>, entry: Acknowledgement, id: string): void {
  const rule = entry.rules.find((candidate) => matchesRule(candidate, id)) ?? id;
  const counts = answered.get(entry) ?? new Map<string, number>();
  counts.set(rule, (counts.get(rule) ?? 0) + 1);
  answered.set(entry, counts);
}

function closestAcknowledgement(
  candidates: ReadonlyMap<string, PlacedAcknowledgement> | undefined,
  constructPath: string,
): PlacedAcknowledgement | undefined {
  for (let path = constructPath; candidates !== undefined; path = path.slice(0, Math.max(path.lastIndexOf('/'), 0))) {
    const found = candidates.get(path);
    if (found !== undefined || path === '') {
      return found;
    }
  }
  return undefined;
}

function groupById(
  placed: readonly PlacedAcknowledgement[],
): ReadonlyMap<string, ReadonlyMap<string, PlacedAcknowledgement>> {
  const byId = new Map<string, Map<string, PlacedAcknowledgement>>();
  for (const acknowledgement of placed) {
    const byPath = byId.get(acknowledgement.id) ?? new Map<string, PlacedAcknowledgement>();
    byPath.set(acknowledgement.constructPath, acknowledgement);
    byId.set(acknowledgement.id, byPath);
  }
  return byId;
}

function ownAcknowledgement(
  { rules, where, reason, owner, expires, declaredBy }: Acknowledgement,
  counts: ReadonlyMap<string, number> | undefined,
): LedgerAcknowledgement {
  const matches = Object.fromEntries(rules.map((rule) => [rule, counts?.get(rule) ?? 0]));
  const declared = declaredBy === undefined ? {} : { declaredBy };
  return { rules: [...rules], where: [...where], reason, owner, expires, ...declared, matches, elsewhere: false };
}

function foreign({ id, reason, constructPath }: PlacedAcknowledgement, matches: number): LedgerAcknowledgement {
  return {
    rules: [id],
    where: [constructPath],
    reason,
    owner: '',
    expires: '',
    matches: { [id]: matches },
    elsewhere: true,
  };
}

function compareForeign(a: LedgerAcknowledgement, b: LedgerAcknowledgement): number {
  return compare(`${a.rules.join()} ${a.where.join()}`, `${b.rules.join()} ${b.where.join()}`);
}
