import type { LedgerAcknowledgement } from './compliance-ledger';

type Entry = Pick<LedgerAcknowledgement, 'rules' | 'where' | 'reason' | 'owner' | 'expires' | 'declaredBy'>;

/** The acknowledgements as a Markdown table for the documentation, one line per entry. */
export function renderAcknowledgementTable(entries: readonly Entry[]): string {
  const lines = entries.map(({ rules, where, reason, owner, expires, declaredBy }) =>
    [
      code(rules),
      code(where),
      text(reason),
      declaredBy === undefined ? '' : code([declaredBy]),
      text(owner),
      text(expires),
    ].join(' | '),
  );
  return [
    '| Rules | Where | Compensating control | Declared by | Owner | Expires |',
    '| --- | --- | --- | --- | --- | --- |',
  ]
    .concat(lines.map((line) => `| ${line} |`))
    .join('\n')
    .concat('\n');
}

function code(items: readonly string[]): string {
  return items.map((item) => `\`${item.replaceAll('`', "'").replaceAll('|', '\\|')}\``).join('<br>');
}

/** Markdown characters escaped, so that a reason can hold no link, markup or further cell. */
function text(value: string): string {
  return value.replace(/[\\`*_{}[\]<>|#!]/g, '\\$&').replace(/\s+/g, ' ');
}
