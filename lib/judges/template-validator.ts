import path from 'node:path';
import {
  CloudFormationValidatePlugin,
  type IPolicyValidationContext,
  type PolicyValidationPluginReport,
} from 'aws-cdk-lib';
import { compare, type TemplateModel } from '../template';
import type { LedgerRecorder, LedgerSubject } from './ledger-recorder';

/** Namespace of the rules of the template validator. */
export const TEMPLATE_VALIDATOR = 'CloudFormation-Validate';

/** One engine for all apps of a process: to compile it takes seconds. */
const VALIDATOR = new CloudFormationValidatePlugin();

/**
 * The template validator of the CDK, registered like any other judge so that its findings reach the ledger; being of
 * its class, it replaces the built-in instance.
 */
export class RecordedTemplateValidator extends CloudFormationValidatePlugin {
  private readonly recorder: LedgerRecorder;
  private readonly modelOf: (context: IPolicyValidationContext) => TemplateModel;

  constructor(recorder: LedgerRecorder, modelOf: (context: IPolicyValidationContext) => TemplateModel) {
    super();
    this.recorder = recorder;
    this.modelOf = modelOf;
  }

  override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    this.recorder.begin(TEMPLATE_VALIDATOR);
    for (const { stackConstructPath } of context.stackTemplates) {
      this.recorder.sawStack(TEMPLATE_VALIDATOR, stackConstructPath);
    }
    const report = VALIDATOR.validate(context);
    const model = this.modelOf(context);
    const findings = report.violations.flatMap((violation) =>
      violation.violatingResources.map((place) => ({
        violation,
        subject: subjectOf(model, place.templatePath, place.resourceLogicalId, place.constructPath),
      })),
    );
    findings.sort((a, b) => compare(a.subject.constructPath, b.subject.constructPath));
    for (const { violation, subject } of findings) {
      this.recorder.record(TEMPLATE_VALIDATOR, violation.ruleName, subject, 'Non-compliant', violation.description);
    }
    return report;
  }
}

function subjectOf(
  model: TemplateModel,
  templatePath: string | undefined,
  logicalId: string | undefined,
  constructPath: string | undefined,
): LedgerSubject {
  const stack = model.stacks.find(
    ({ templateFile }) =>
      templatePath !== undefined && path.resolve(model.directory, templateFile) === path.resolve(templatePath),
  );
  const resource = logicalId === undefined ? undefined : stack?.byLogicalId.get(logicalId);
  return {
    stack: stack?.name ?? '',
    resource: logicalId ?? '',
    resourceType: resource?.type ?? '',
    constructPath: constructPath ?? resource?.constructPath ?? stack?.constructPath ?? '',
  };
}
