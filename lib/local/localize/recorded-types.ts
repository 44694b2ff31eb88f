import type { RecordedTreatment } from './treatment';

const NO_API = 'the emulator has no such API';

/** Types of which nothing is made: no API stands behind them. Every one is listed in the report of a run. */
export const RECORDED_TYPES: Readonly<Record<string, RecordedTreatment>> = {
  'AWS::ARCZonalShift::ZonalAutoshiftConfiguration': recorded('{id}'),
  'AWS::AutoScaling::WarmPool': recorded('{id}'),
  'AWS::Backup::RestoreTestingPlan': {
    ...recorded(
      { property: 'RestoreTestingPlanName' },
      { RestoreTestingPlanArn: arn('backup', 'restore-testing-plan:{id}') },
    ),
    note: 'the emulator has no such API; the local site says that the plan exists since its stack does, and nothing is restored',
  },
  'AWS::Backup::RestoreTestingSelection': recorded('{id}'),
  'AWS::CDK::Metadata': {
    ...recorded('{id}'),
    note: 'makes nothing on AWS either: it tells which constructs an app uses',
  },
  'AWS::EC2::SubnetNetworkAclAssociation': {
    ...recorded('aclassoc-{id}', { AssociationId: 'aclassoc-{id}' }),
    note: 'the API of the emulator forgets the subnet',
  },
  'AWS::NetworkFirewall::FirewallPolicy': named('network-firewall', 'firewall-policy/{id}', 'FirewallPolicyArn'),
  'AWS::NetworkFirewall::LoggingConfiguration': recorded('{id}'),
  'AWS::NetworkFirewall::RuleGroup': named('network-firewall', 'stateful-rulegroup/{id}', 'RuleGroupArn'),
  'AWS::RDS::EventSubscription': recorded('{id}'),
  'AWS::Route53Resolver::FirewallConfig': recorded('rslvr-fc-{id}', { Id: 'rslvr-fc-{id}' }),
  'AWS::Route53Resolver::FirewallDomainList': resolver('firewall-domain-list', 'rslvr-fdl-{id}'),
  'AWS::Route53Resolver::FirewallRuleGroup': resolver('firewall-rule-group', 'rslvr-frg-{id}'),
  'AWS::Route53Resolver::FirewallRuleGroupAssociation': resolver(
    'firewall-rule-group-association',
    'rslvr-frgassoc-{id}',
  ),
  'AWS::Route53Resolver::ResolverQueryLoggingConfig': resolver('resolver-query-log-config', 'rqlc-{id}'),
  'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation': recorded('rqlca-{id}', { Id: 'rqlca-{id}' }),
  'AWS::SSM::Document': recorded('{id}'),
  'AWS::WAFv2::LoggingConfiguration': {
    ...recorded({ property: 'ResourceArn' }),
    note: 'the emulator has no such API; the local site says that it is in effect while its stack holds it, and nothing is logged',
  },
};

function recorded(ref: RecordedTreatment['ref'], attributes: Readonly<Record<string, string>> = {}): RecordedTreatment {
  return { kind: 'recorded', note: NO_API, ref, attributes };
}

/** A type whose `Ref` is its ARN. */
function named(service: string, resource: string, attribute: string): RecordedTreatment {
  return recorded(arn(service, resource), { [attribute]: arn(service, resource) });
}

/** A type of Route 53 Resolver, whose `Ref` is its id. */
function resolver(resource: string, id: string): RecordedTreatment {
  return recorded(id, { Id: id, Arn: arn('route53resolver', `${resource}/${id}`) });
}

function arn(service: string, resource: string): string {
  return `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${resource}`;
}
