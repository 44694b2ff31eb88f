import type { Fault } from '../errors';
import type { LedgerRow } from '../report';
import { ANNOTATIONS } from './acknowledgement-plan';
import { qualifiedRule } from './gate-report';
import type { JudgedAssembly } from './judged-assembly';
import { nagPacks } from './nag-packs';
import { OWN_RULES } from './own-rules-plugin';
import { TEMPLATE_VALIDATOR } from './template-validator';

/** Judges without which nothing is proved. */
export function expectedPacks(): readonly string[] {
  return [TEMPLATE_VALIDATOR, ...nagPacks().map(({ name }) => name), OWN_RULES, ANNOTATIONS];
}

/** Packs that did not run, stacks they did not see, and findings that vanished. */
export function ledgerFaults({ name, stacks, ledger, report }: JudgedAssembly): readonly Fault[] {
  const reported = new Set(
    report.pluginReports.flatMap(({ pluginName, violations }) =>
      violations.flatMap(({ ruleName, violatingConstructs }) =>
        violatingConstructs.map(({ constructPath }) => `${qualifiedRule(pluginName, ruleName)} ${constructPath}`),
      ),
    ),
  );
  return [
    ...expectedPacks().flatMap((pack) => packFaults(name, pack, stacks, ledger.packs)),
    ...ledger.rows.filter((row) => isSilenced(row, reported)).map(silencedFault),
  ];
}

/** Rules that threw: whether the resource complies is unknown, so no acknowledgement can answer for it. */
export function errorFaults({ ledger }: JudgedAssembly): readonly Fault[] {
  return ledger.rows
    .filter(({ outcome }) => outcome === 'Error')
    .map(({ pack, rule, constructPath, detail }) => ({
      path: constructPath,
      must: `must be readable to ${pack}::${rule}`,
      got: detail ?? 'an error',
      hint: 'give the property as a literal',
      code: 'RuleThrew',
    }));
}

function packFaults(
  assembly: string,
  pack: string,
  stacks: readonly string[],
  packs: JudgedAssembly['ledger']['packs'],
): readonly Fault[] {
  const ran = packs.find(({ name }) => name === pack);
  if (ran === undefined) {
    const hint = 'call addJudges(app) without leaving a judge out';
    return [{ path: assembly, must: `must be judged by ${pack}`, got: 'no trace of it', hint, code: 'JudgeDidNotRun' }];
  }
  return stacks
    .filter((stack) => !ran.stacks.includes(stack))
    .map((stack) => ({
      path: stack,
      must: `must be judged by ${pack}`,
      got: 'a ledger without it',
      hint: 'add the stack before the app is synthesized',
      code: 'StackNotJudged',
    }));
}

/** A finding that nobody acknowledged under its qualified id and that is in no report all the same. */
function isSilenced({ outcome, reason, pack, rule, constructPath }: LedgerRow, reported: ReadonlySet<string>): boolean {
  return (
    (outcome === 'Non-compliant' || outcome === 'Undetermined') &&
    reason === undefined &&
    !reported.has(`${pack}::${rule} ${constructPath}`)
  );
}

function silencedFault({ pack, rule, constructPath }: LedgerRow): Fault {
  return {
    path: constructPath,
    must: `must have its finding of ${pack}::${rule} in the report`,
    got: 'an acknowledgement without the pack in front of the rule, which hides the finding',
    hint: `acknowledge ${pack}::${rule} in the reviewed file`,
    code: 'FindingSilenced',
  };
}
