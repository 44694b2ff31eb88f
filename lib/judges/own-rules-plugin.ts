import path from 'node:path';
import type {
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
  PolicyViolation,
} from 'aws-cdk-lib';
import type { TemplateModel } from '../template';
import type { LedgerRecorder, LedgerSubject } from './ledger-recorder';
import type { Judgement, Rule, RuleFault } from './rule';

/** Namespace of our own rules. */
export const OWN_RULES = 'Honmaru';

/** Runs our own rules over the templates and records what they say. */
export class OwnRulesPlugin implements IPolicyValidationPlugin {
  readonly name = OWN_RULES;
  private readonly rules: readonly Rule[];
  private readonly recorder: LedgerRecorder;
  private readonly modelOf: (context: IPolicyValidationContext) => TemplateModel;

  constructor(
    rules: readonly Rule[],
    recorder: LedgerRecorder,
    modelOf: (context: IPolicyValidationContext) => TemplateModel,
  ) {
    this.rules = rules;
    this.recorder = recorder;
    this.modelOf = modelOf;
  }

  validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const model = this.modelOf(context);
    this.recorder.begin(OWN_RULES);
    for (const stack of model.stacks.filter(({ parent }) => parent === undefined)) {
      this.recorder.sawStack(OWN_RULES, stack.constructPath);
    }
    const violations = this.rules.flatMap((rule) => this.run(rule, model));
    return { success: violations.length === 0, violations };
  }

  private run(rule: Rule, model: TemplateModel): readonly PolicyViolation[] {
    let judgements: readonly Judgement[];
    try {
      judgements = rule.check(model);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const subject = { stack: '', resource: '', resourceType: '', constructPath: '' };
      this.recorder.record(OWN_RULES, rule.id, subject, 'Error', message);
      return [
        {
          ruleName: rule.id,
          description: `Rule threw an error: ${message}`,
          severity: 'error',
          violatingResources: [],
        },
      ];
    }
    return judgements.flatMap((judgement) => {
      const subject = subjectOf(judgement);
      if (judgement.faults.length === 0) {
        this.recorder.record(OWN_RULES, rule.id, subject, 'Compliant');
      }
      return judgement.faults.map((fault) => {
        const outcome = fault.undetermined === true ? 'Undetermined' : 'Non-compliant';
        this.recorder.record(OWN_RULES, rule.id, subject, outcome, fault.message);
        return violationOf(rule, model, judgement, fault);
      });
    });
  }
}

function violationOf(rule: Rule, model: TemplateModel, judgement: Judgement, fault: RuleFault): PolicyViolation {
  const { stack, resource } = judgement;
  const constructPath = resource === undefined ? stack.constructPath : resource.constructPath;
  return {
    ruleName: rule.id,
    description: fault.message,
    severity: 'error',
    ruleMetadata: { rule: rule.description },
    violatingResources: [
      {
        ...(constructPath === undefined ? {} : { constructPath }),
        ...(resource === undefined ? {} : { resourceLogicalId: resource.logicalId }),
        templatePath: path.join(model.directory, stack.templateFile),
        locations: fault.property === undefined ? [] : [fault.property],
      },
    ],
  };
}

function subjectOf({ stack, resource }: Judgement): LedgerSubject {
  return {
    stack: stack.name,
    resource: resource?.logicalId ?? '',
    resourceType: resource?.type ?? '',
    constructPath: (resource === undefined ? stack.constructPath : resource.constructPath) ?? '',
  };
}
