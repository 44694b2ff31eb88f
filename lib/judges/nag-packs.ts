import type { IPolicyValidationContext, PolicyValidationPluginReport } from 'aws-cdk-lib';
import {
  AwsSolutionsChecks,
  NagRuleCompliance,
  NIST80053R5Checks,
  PCIDSS321Checks,
  type IApplyRule,
  type NagPack,
  type NagRuleResult,
} from 'cdk-nag';
import { topLevelStack, type LedgerRecorder } from './ledger-recorder';

const PACKS = [AwsSolutionsChecks, NIST80053R5Checks, PCIDSS321Checks] as const;

/** cdk-nag packs that record every rule on every resource; cdk-nag itself reports findings alone. */
export function recordedNagPacks(recorder: LedgerRecorder): readonly NagPack[] {
  return PACKS.map((Pack) => recorded(Pack as unknown as ConcretePack, recorder));
}

/** The same packs without a record, to learn what they will find before synthesis. */
export function nagPacks(): readonly NagPack[] {
  return PACKS.map((Pack) => new Pack());
}

/** A pack that can be extended; all packs are alike in what is overridden below. */
type ConcretePack = typeof AwsSolutionsChecks;

function recorded(Pack: ConcretePack, recorder: LedgerRecorder): NagPack {
  class RecordedPack extends Pack {
    override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
      recorder.begin(this.name);
      return super.validate(context);
    }

    protected override applyRule(params: IApplyRule): void {
      super.applyRule(recording(recorder, this.name, params));
    }
  }
  return new RecordedPack();
}

/** The same rule, run once as before, with its result recorded on the way. */
function recording(recorder: LedgerRecorder, pack: string, params: IApplyRule): IApplyRule {
  const suffix = params.ruleSuffixOverride ?? params.rule.name;
  const rule = `${pack}-${suffix}`;
  return {
    ...params,
    ruleSuffixOverride: suffix,
    rule: (node) => {
      const subject = recorder.subjectOf(node);
      recorder.sawStack(pack, topLevelStack(node).node.path);
      try {
        const result = params.rule(node);
        recordResult(
          result,
          (name, outcome) => {
            recorder.record(pack, name, subject, outcome, outcome === 'Non-compliant' ? params.info : undefined);
          },
          rule,
        );
        return result;
      } catch (error) {
        recorder.record(pack, rule, subject, 'Error', error instanceof Error ? error.message : String(error));
        throw error;
      }
    },
  };
}

function recordResult(
  result: NagRuleResult,
  record: (rule: string, outcome: 'Compliant' | 'Non-compliant' | 'Not applicable') => void,
  rule: string,
): void {
  if (Array.isArray(result)) {
    for (const finding of result) {
      record(`${rule}[${finding}]`, 'Non-compliant');
    }
    if (result.length === 0) {
      record(rule, 'Compliant');
    }
    return;
  }
  switch (result) {
    case NagRuleCompliance.COMPLIANT:
      record(rule, 'Compliant');
      return;
    case NagRuleCompliance.NON_COMPLIANT:
      record(rule, 'Non-compliant');
      return;
    case NagRuleCompliance.NOT_APPLICABLE:
      record(rule, 'Not applicable');
      return;
  }
}
