import { renderCsv, type CsvColumn } from './csv';
import type { ComplianceLedger, LedgerRow } from './compliance-ledger';

const COLUMNS: readonly CsvColumn<LedgerRow>[] = [
  { header: 'pack', cell: (row) => row.pack },
  { header: 'rule', cell: (row) => row.rule },
  { header: 'stack', cell: (row) => row.stack },
  { header: 'resource', cell: (row) => row.resource },
  { header: 'resource type', cell: (row) => row.resourceType },
  { header: 'construct path', cell: (row) => row.constructPath },
  { header: 'outcome', cell: (row) => row.outcome },
  { header: 'detail', cell: (row) => row.detail },
  { header: 'reason', cell: (row) => row.reason },
  { header: 'owner', cell: (row) => row.owner },
  { header: 'expires', cell: (row) => row.expires },
];

/** The ledger as CSV, one line for every rule on every resource. */
export function renderLedgerCsv(ledger: ComplianceLedger): string {
  return renderCsv(COLUMNS, ledger.rows);
}

/**
 * The ledger as JSON. Rules that do not apply, nine in ten, are listed by pack under each resource; `parseLedger`
 * makes rows of them again.
 */
export function renderLedgerJson(ledger: ComplianceLedger): string {
  const resources = new Map<string, { row: LedgerRow; outcomes: LedgerRow[]; notApplicable: Map<string, string[]> }>();
  for (const row of ledger.rows) {
    const key = `${row.constructPath}\u0000${row.stack}\u0000${row.resource}`;
    const entry = resources.get(key) ?? { row, outcomes: [], notApplicable: new Map<string, string[]>() };
    resources.set(key, entry);
    if (row.outcome === 'Not applicable') {
      const rules = entry.notApplicable.get(row.pack) ?? [];
      rules.push(row.rule);
      entry.notApplicable.set(row.pack, rules);
    } else {
      entry.outcomes.push(row);
    }
  }
  return `${JSON.stringify(
    {
      format: 'honmaru-compliance-ledger/1',
      packs: ledger.packs,
      acknowledgements: ledger.acknowledgements,
      resources: [...resources.values()].map(({ row, outcomes, notApplicable }) => ({
        stack: row.stack,
        resource: row.resource,
        resourceType: row.resourceType,
        constructPath: row.constructPath,
        outcomes: outcomes.map(({ pack, rule, outcome, detail, reason, owner, expires }) => ({
          pack,
          rule,
          outcome,
          detail,
          reason,
          owner,
          expires,
        })),
        notApplicable: Object.fromEntries(notApplicable),
      })),
    },
    undefined,
    1,
  )}\n`;
}

interface LedgerFile extends Pick<ComplianceLedger, 'packs' | 'acknowledgements'> {
  readonly resources: readonly (Pick<LedgerRow, 'stack' | 'resource' | 'resourceType' | 'constructPath'> & {
    readonly outcomes: readonly Pick<
      LedgerRow,
      'pack' | 'rule' | 'outcome' | 'detail' | 'reason' | 'owner' | 'expires'
    >[];
    readonly notApplicable: Readonly<Record<string, readonly string[]>>;
  })[];
}

/** Reads what `renderLedgerJson` wrote; rows come by resource. */
export function parseLedger(json: string): ComplianceLedger {
  const file = JSON.parse(json) as LedgerFile;
  const rows = file.resources.flatMap(({ outcomes, notApplicable, ...resource }): LedgerRow[] => [
    ...outcomes.map((outcome) => ({ ...resource, ...outcome })),
    ...Object.entries(notApplicable).flatMap(([pack, rules]) =>
      rules.map((rule): LedgerRow => ({ ...resource, pack, rule, outcome: 'Not applicable' })),
    ),
  ]);
  return { packs: file.packs, acknowledgements: file.acknowledgements, rows };
}
