import type { TemplateResource } from '../../template';
import { judge, type Rule, type RuleFault } from '../rule';

/** Types of which an account has one per Region, or one at all. */
const SINGLETONS = new Set([
  'AWS::ARCZonalShift::AutoshiftObserverNotificationStatus',
  'AWS::ApiGateway::Account',
  'AWS::ApplicationSignals::Discovery',
  'AWS::Config::ConfigurationRecorder',
  'AWS::Config::DeliveryChannel',
  'AWS::Detective::Graph',
  'AWS::EC2::SnapshotBlockPublicAccess',
  'AWS::EC2::VPCBlockPublicAccessOptions',
  'AWS::GuardDuty::Detector',
  'AWS::IAM::ServiceLinkedRole',
  'AWS::Macie::Session',
  'AWS::SecurityHub::Hub',
  'AWS::SecurityHub::HubV2',
  'AWS::XRay::TransactionSearchConfig',
]);

/** The second site of an account would fail with "already exists". */
export const singletonsInBaseline: Rule = {
  id: 'SingletonsInBaseline',
  description:
    'What an account or a Region has one of is in a stack whose name ends with Baseline, which every site of the account shares.',
  check: (model) =>
    model.resources
      .filter(isSingleton)
      .map((resource) =>
        judge(resource, [/Baseline$/.test(resource.stack.name) ? undefined : singletonFault(resource)]),
      ),
};

function isSingleton({ type, properties }: TemplateResource): boolean {
  return SINGLETONS.has(type) || (type === 'AWS::SSM::Document' && properties['Name'] === 'SSM-SessionManagerRunShell');
}

function singletonFault({ type, stack }: TemplateResource): RuleFault {
  return { message: `${type} exists once per account and Region and must not be in ${stack.name}` };
}
