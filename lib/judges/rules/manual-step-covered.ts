import { asBoolean, asString, resourcesOfType, type TemplateModel, type TemplateResource } from '../../template';
import { judge, mergeJudgements, type Rule } from '../rule';
import { coversAction, statementsOf } from '../support';

/** Something CloudFormation cannot do for a resource. */
interface ManualStep {
  readonly type: string;
  readonly applies?: (resource: TemplateResource) => boolean;
  readonly step: string;
  /** Action by which a function does it. */
  readonly action?: string;
}

/** Metadata of a resource that names the runbook of the step. */
const RUNBOOK = 'Runbook';

/** Steps that resources a template can hold need, and that no template takes. */
const STEPS: readonly ManualStep[] = [
  {
    type: 'AWS::RDS::DBCluster',
    applies: ({ properties }) => asBoolean(properties['EnableIAMDatabaseAuthentication']) === true,
    step: 'make the database user that signs in by IAM',
    action: 'rds-data:ExecuteStatement',
  },
  { type: 'AWS::RDS::GlobalCluster', step: 'switch the writing Region over', action: 'rds:SwitchoverGlobalCluster' },
  {
    type: 'AWS::Backup::BackupPlan',
    step: 'opt the Region in to the services backed up',
    action: 'backup:UpdateRegionSettings',
  },
  { type: 'AWS::CloudFront::KeyValueStore', step: 'write keys', action: 'cloudfront-keyvaluestore:PutKey' },
  { type: 'AWS::SES::ReceiptRuleSet', step: 'activate the rule set', action: 'ses:SetActiveReceiptRuleSet' },
  {
    type: 'AWS::EC2::VPNConnection',
    applies: ({ properties }) => properties['TransitGatewayId'] !== undefined,
    step: 'find the attachment of the connection',
    action: 'ec2:DescribeTransitGatewayAttachments',
  },
  { type: 'AWS::Shield::Protection', step: 'subscribe the account to Shield Advanced' },
];

/** What no template can do is done by a function, or written down for people. */
export const manualStepCovered: Rule = {
  id: 'ManualStepCovered',
  description: `A resource that needs a step CloudFormation cannot take is covered by a role with the action for it, or names a runbook in its metadata (${RUNBOOK}).`,
  check: (model) =>
    mergeJudgements(
      STEPS.flatMap((step) =>
        resourcesOfType(model, step.type)
          .filter((resource) => step.applies?.(resource) ?? true)
          .map((resource) => judge(resource, [covered(model, resource, step) ? undefined : stepFault(step)])),
      ),
    ),
};

function covered(model: TemplateModel, { metadata }: TemplateResource, { action }: ManualStep): boolean {
  const runbook = asString(metadata[RUNBOOK])?.trim() ?? '';
  return runbook !== '' || (action !== undefined && someRoleMay(model, action));
}

function someRoleMay(model: TemplateModel, action: string): boolean {
  return resourcesOfType(model, 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy').some((policy) =>
    statementsOf(model, policy, policy.properties['PolicyDocument']).some(
      (statement) => statement.allows && statement.actions.some((pattern) => coversAction(pattern, action)),
    ),
  );
}

function stepFault({ step, action }: ManualStep): string {
  const byFunction = action === undefined ? '' : `let a function do it (${action}), or `;
  return `needs a step that no template takes: ${step}; ${byFunction}name the runbook in its metadata as ${RUNBOOK}`;
}
