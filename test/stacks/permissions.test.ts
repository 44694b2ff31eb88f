import { REFERENCE_SITES } from '../support/synth-sites';
import { resourcesOf } from './assembly';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
}

/** What is allowed in a site, action by action, with the resources and where. */
interface Permission {
  readonly action: string;
  readonly resources: readonly unknown[];
  readonly stack: string;
}

/**
 * Changes that know no resource, each with what keeps it harmless: traces, sessions of the agent on a server and of an operator
 * who is let in elsewhere, and reports that only the asker reads.
 */
const WITHOUT_RESOURCE = [
  'iam:GenerateCredentialReport',
  'iam:GenerateServiceLastAccessedDetails',
  'logs:StopQuery',
  'ssm:UpdateInstanceInformation',
  'ssmmessages:CreateControlChannel',
  'ssmmessages:CreateDataChannel',
  'ssmmessages:OpenControlChannel',
  'ssmmessages:OpenDataChannel',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

/** Beginnings of actions that change nothing. */
const READS = /:(Describe|List|Get|Lookup|Simulate|Start(Query|LiveTail))/;

function permissions(site: (typeof REFERENCE_SITES)[number]): readonly Permission[] {
  return resourcesOf(site).flatMap(([stack, , { Type, Properties = {} }]) => {
    const documents =
      Type === 'AWS::IAM::ManagedPolicy' || Type === 'AWS::IAM::Policy'
        ? [Properties['PolicyDocument']]
        : Type === 'AWS::IAM::Role'
          ? ((Properties['Policies'] ?? []) as { PolicyDocument: unknown }[]).map(
              ({ PolicyDocument }) => PolicyDocument,
            )
          : [];
    return (documents as { readonly Statement: readonly Statement[] }[])
      .flatMap((document) => document.Statement)
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Action, Resource }) =>
        [Action].flat().map((action) => ({ action, resources: [Resource].flat(), stack })),
      );
  });
}

describe.each(REFERENCE_SITES)('%s', (site) => {
  const allowed = permissions(site);

  test('lets nobody change whatever there is', () => {
    const changes = allowed.filter(({ action, resources }) => !READS.test(action) && resources.includes('*'));
    expect(changes.length).toBeGreaterThan(0);
    expect(new Set(changes.map(({ action }) => action).filter((action) => !WITHOUT_RESOURCE.includes(action)))).toEqual(
      new Set(),
    );
  });

  test('lets the stacks that only watch and decide change nothing on every resource but traces', () => {
    const changes = allowed
      .filter(({ stack }) => /-(Checks|Failover|Watch)$/.test(stack))
      .filter(({ action, resources }) => !READS.test(action) && resources.includes('*'));
    expect(new Set(changes.map(({ action }) => action))).toEqual(
      new Set(['xray:PutTelemetryRecords', 'xray:PutTraceSegments']),
    );
  });

  test('lets a function fail over one cluster, named whole, and only where one acts', () => {
    const failovers = allowed.filter(({ action }) => action === 'rds:FailoverDBCluster');
    expect(failovers.length).toBeGreaterThan(0);
    for (const { stack, resources } of failovers) {
      expect(stack).toMatch(/-Failover$/);
      expect(JSON.stringify(resources)).not.toContain('*');
      expect(resources).toHaveLength(1);
    }
  });

  test('names the functions that are started or asked, the items that are kept, and the folders that are written', () => {
    for (const { action, resources } of allowed) {
      if (/^(lambda:InvokeFunction|dynamodb:UpdateItem|rds-db:connect|events:PutEvents|sns:Publish)$/.test(action)) {
        expect([action, JSON.stringify(resources).includes('*')]).toEqual([action, false]);
      }
    }
    const records = allowed.filter(
      ({ action, stack }) => action === 's3:PutObject' && /-(Checks|Failover|Watch)$/.test(stack),
    );
    for (const { resources } of records) {
      expect(JSON.stringify(resources)).toMatch(/\/[a-z-]+\/\*\.json"\]\]\}\]$/);
    }
  });
});
