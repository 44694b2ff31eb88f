import { rmSync } from 'node:fs';
import path from 'node:path';
import { Stage, Validations, type App, type IPolicyValidationContext } from 'aws-cdk-lib';
import { HonmaruError } from '../errors';
import { LEDGER_FILES } from '../report';
import { loadAssembly, type TemplateModel } from '../template';
import { acknowledgementFaults, type Acknowledgement } from './acknowledgement';
import { AcknowledgementPlan } from './acknowledgement-plan';
import { ACKNOWLEDGED } from './acknowledged';
import { LedgerPlugin } from './ledger-plugin';
import { LedgerRecorder } from './ledger-recorder';
import { recordedNagPacks } from './nag-packs';
import { OWN_RULES_LIST } from './own-rules';
import { OwnRulesPlugin } from './own-rules-plugin';
import { RecordedTemplateValidator } from './template-validator';

/** Options for `addJudges`. */
export interface JudgeOptions {
  /**
   * Findings of the app's own stacks that are accepted, in addition to those of a site's stacks.
   *
   * @default - none
   */
  readonly acknowledgements?: readonly Acknowledgement[];

  /**
   * Whether the template validator runs, which takes seconds to start in each process.
   *
   * Only tests of something else go without: the gate refuses an assembly the validator has not seen.
   *
   * @default true
   */
  readonly templateValidator?: boolean;
}

/** Context key that makes findings of the template validator errors instead of warnings. */
const VALIDATOR_AS_ERRORS = '@aws-cdk/core:validateAgainstDefaultRules';

/**
 * Has every synthesis of the app judged: cdk-nag (AwsSolutions, NIST 800-53 r5, PCI DSS), the CDK's template validator
 * and our own rules. A finding that is not acknowledged fails the synthesis.
 *
 * Each synthesis writes `compliance-ledger.csv` and `compliance-ledger.json` beside the templates: what every rule said
 * about every resource.
 */
export function addJudges(app: App, options: JudgeOptions = {}): void {
  requireValidatorAsErrors(app);
  const own = options.acknowledgements ?? [];
  const faults = acknowledgementFaults(own);
  if (faults.length > 0) {
    throw new HonmaruError(faults);
  }
  const plan = new AcknowledgementPlan([...ACKNOWLEDGED, ...own]);
  const recorder = new LedgerRecorder();
  app.node.addValidation({
    validate: () => {
      // A ledger of an earlier synthesis must not pass for this one's when a judge fails.
      Object.values(LEDGER_FILES).forEach((file) => {
        rmSync(path.join(app.outdir, file), { force: true });
      });
      plan.apply(app);
      return [];
    },
  });
  Validations.of(app).addPlugins(
    ...(options.templateValidator === false ? [] : [new RecordedTemplateValidator(recorder, modelOf)]),
    ...recordedNagPacks(recorder),
    new OwnRulesPlugin(OWN_RULES_LIST, recorder, modelOf),
    new LedgerPlugin(recorder, plan, outdirOf),
  );
}

function requireValidatorAsErrors(app: App): void {
  const value: unknown = app.node.tryGetContext(VALIDATOR_AS_ERRORS);
  if (value !== true && value !== 'true') {
    throw new HonmaruError([
      {
        path: `context[${JSON.stringify(VALIDATOR_AS_ERRORS)}]`,
        must: 'must be true in an app that is judged, or findings of the template validator are only warnings',
        got: value === undefined ? 'nothing' : JSON.stringify(value),
        hint: 'set it under "context" in cdk.json',
        code: 'ValidatorFlagMissing',
      },
    ]);
  }
}

function modelOf(context: IPolicyValidationContext): TemplateModel {
  return loadAssembly(outdirOf(context));
}

function outdirOf({ appConstruct }: IPolicyValidationContext): string {
  if (!Stage.isStage(appConstruct)) {
    throw new Error('judges are registered on an app');
  }
  return appConstruct.outdir;
}
