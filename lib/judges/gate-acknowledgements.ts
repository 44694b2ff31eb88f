import type { Fault } from '../errors';
import type { LedgerAcknowledgement } from '../report';
import { acknowledgementFaults } from './acknowledgement';
import type { JudgedAssembly } from './judged-assembly';

/** Acknowledgements that are not written as they must be, have expired, or were made outside of the reviewed file. */
export function writtenFaults({ ledger }: JudgedAssembly, today: string): readonly Fault[] {
  const own = ledger.acknowledgements.filter(({ elsewhere }) => !elsewhere);
  return [
    ...acknowledgementFaults(own),
    ...own.filter(({ expires }) => expires < today).map((entry) => expiredFault(entry, today)),
    ...ledger.acknowledgements.filter(({ elsewhere }) => elsewhere).map(elsewhereFault),
  ];
}

/** Acknowledgements of which a rule answers no finding in any assembly. */
export function staleFaults(judged: readonly JudgedAssembly[]): readonly Fault[] {
  const matches = new Map<string, number>();
  for (const { ledger } of judged) {
    for (const entry of ledger.acknowledgements.filter(
      ({ elsewhere, declaredBy }) => !elsewhere && declaredBy === undefined,
    )) {
      for (const [rule, count] of Object.entries(entry.matches)) {
        const key = `${rule} at ${entry.where.join(', ')}`;
        matches.set(key, (matches.get(key) ?? 0) + count);
      }
    }
  }
  return [...matches]
    .filter(([, count]) => count === 0)
    .map(([key]) => ({
      path: key,
      must: 'must answer a finding',
      got: 'none',
      hint: 'remove it: what it was for is repaired or has moved',
      code: 'AcknowledgementStale',
    }));
}

function expiredFault({ rules, expires }: LedgerAcknowledgement, today: string): Fault {
  return {
    path: rules.join(', '),
    must: `must hold on ${today}`,
    got: `an end on ${expires}`,
    hint: 'judge the reason anew, then repair the finding or move the date',
    code: 'AcknowledgementExpired',
  };
}

function elsewhereFault({ rules, where }: LedgerAcknowledgement): Fault {
  return {
    path: where.join(', '),
    must: `must have ${rules.join(', ')} acknowledged in the reviewed file alone`,
    got: 'an acknowledgement on the construct',
    hint: 'move it into the file, with an owner and an end',
    code: 'AcknowledgedElsewhere',
  };
}
